package io.mailroom.worker.testing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A mapping read from keys as the service reads it, and turned back into all the keys there are. */
public final class TestingConfig {
    private TestingConfig() {}

    public static <T> T read(Class<T> mapping, Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }

    /** Every key with its value; an optional one that was not said is empty. */
    public static <T> Map<String, String> keys(Class<T> mapping, T config) throws ReflectiveOperationException {
        var keys = new TreeMap<String, String>();
        add(keys, mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, config);
        return keys;
    }

    private static void add(Map<String, String> keys, String prefix, Class<?> type, Object part)
            throws ReflectiveOperationException {
        for (Method method : type.getMethods()) {
            String name = prefix + "." + StringUtil.skewer(method.getName());
            Object value = method.invoke(part);
            if (type.equals(method.getReturnType().getEnclosingClass())) {
                add(keys, name, method.getReturnType(), value);
            } else {
                keys.put(name, value instanceof Optional<?> optional ? said(optional) : String.valueOf(value));
            }
        }
    }

    private static String said(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }
}
