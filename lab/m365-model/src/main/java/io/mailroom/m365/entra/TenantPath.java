package io.mailroom.m365.entra;

import io.mailroom.m365.directory.Account;
import io.mailroom.m365.directory.AppRegistration;
import io.mailroom.m365.directory.Tenants;
import java.util.Locale;
import java.util.Set;

/** The rules for the tenant in the path (facts A1). */
public final class TenantPath {
    private static final Set<String> SHARED = Set.of("common", "organizations");

    private TenantPath() {}

    /** The path's tenant in one spelling: common, organizations, consumers or a tenant id. */
    static String normal(String path, Tenants tenants) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (SHARED.contains(lower) || lower.equals("consumers")) {
            return lower;
        }
        return tenants.find(lower)
                .map(tenant -> tenant.id())
                .orElseThrow(() -> EntraRefusal.of(
                        90002,
                        "Tenant '" + path + "' not found. Check to make sure you have the correct tenant ID and are"
                                + " signing into the correct cloud."));
    }

    static void admit(String normal, AppRegistration app) {
        if (normal.equals("consumers")) {
            throw EntraRefusal.of(9001023, "The grant request is not supported by the 'consumers' endpoint.");
        }
        if (SHARED.contains(normal) && !app.multiTenant()) {
            throw EntraRefusal.of(
                    50194,
                    "Application '" + app.clientId() + "'(" + app.displayName() + ") is not configured as a"
                            + " multi-tenant application. Usage of the /common endpoint is not supported for such apps"
                            + " created after '10/15/2018'. Use a tenant-specific endpoint or configure the"
                            + " application to be multi-tenant.");
        }
        if (!app.multiTenant() && !normal.equals(app.tenant())) {
            throw unknownApp(app.clientId(), normal);
        }
    }

    /** Whether this person can be signed in there. */
    public static boolean holds(String normal, AppRegistration app, Account account) {
        boolean tenantFits = SHARED.contains(normal) || normal.equals(account.tenantId());
        return tenantFits && (app.multiTenant() || app.tenant().equals(account.tenantId()));
    }

    static EntraRefusal unknownApp(String clientId, String tenant) {
        return EntraRefusal.of(
                700016,
                "Application with identifier '" + clientId + "' was not found in the directory '" + tenant
                        + "'. This can happen if the application has not been installed by the administrator of the"
                        + " tenant or consented to by any user in the tenant.");
    }
}
