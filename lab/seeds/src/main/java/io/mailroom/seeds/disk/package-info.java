/** What workers keep on their disks, and what befalls disks. */
@NullMarked
package io.mailroom.seeds.disk;

import org.jspecify.annotations.NullMarked;
