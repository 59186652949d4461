/** The identity platform as Entra ID v2.0 keeps it: sign-ins, codes, tokens, clients and the numbers of its refusals. */
@NullMarked
package io.mailroom.m365.entra;

import org.jspecify.annotations.NullMarked;
