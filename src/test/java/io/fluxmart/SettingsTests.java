package io.fluxmart;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** The README's table names every setting there is, no other, and each with its default. */
public class SettingsTests {

    private static final String NONE = "none";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Read where no record is: before anything is made, as options of commands, or by schedules. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "FLUXMART_STORES_REQUIRE_TLS", "true",
            "FLUXMART_IMPORT_URI", NONE,
            "FLUXMART_IMPORT_URL", NONE,
            "FLUXMART_POSTS_FORGET_DRAFTS_INTERVAL", "1h",
            "FLUXMART_REVIEWS_REPAIR_INTERVAL", "1m");

    @Test
    void areInTheReadmeWithTheirDefaults() throws IOException {
        Map<String, String> known = known();

        assertThat(inReadme(known)).containsExactlyInAnyOrderEntriesOf(known);
    }

    /** All variables of ours, with their defaults. */
    public static Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>(ELSEWHERE);
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        scanner.findCandidateComponents("io.fluxmart").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(name -> ClassUtils.resolveClassName(name, SettingsTests.class.getClassLoader()))
                .forEach(type -> known.putAll(settingsOf(
                        type.getAnnotation(ConfigurationProperties.class)
                                .value()
                                .replace('.', '_')
                                .toUpperCase(Locale.ROOT),
                        type)));
        return known;
    }

    private static Map<String, String> settingsOf(String prefix, Class<?> record) {
        return Arrays.stream(record.getDeclaredConstructors()[0].getParameters())
                .flatMap(parameter -> settingsOf(prefix, parameter))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, String>> settingsOf(String prefix, Parameter parameter) {
        String name =
                prefix + "_" + parameter.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        if (parameter.getType().isRecord()) {
            return settingsOf(name, parameter.getType()).entrySet().stream();
        } else if (Map.class.isAssignableFrom(parameter.getType())) {
            Class<?> value =
                    (Class<?>) ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[1];
            return settingsOf(name + "_<NAME>", value).entrySet().stream();
        }
        return Stream.of(Map.entry(name, defaultOf(parameter)));
    }

    private static String defaultOf(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        return value == null || value.value().length == 0 ? NONE : String.join(",", value.value());
    }

    private static Map<String, String> inReadme(Map<String, String> known) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("| `FLUXMART_")) {
                String[] cells = line.split("\\|");
                addRow(words(cells[1]), words(cells[2]), known, found);
            }
        }
        return found;
    }

    private static List<String> words(String cell) {
        return CODE.matcher(cell).results().map(word -> word.group(1)).toList();
    }

    /** Several share a row: the first in full, of the others what is different at the end. One default may hold for all. */
    private static void addRow(
            List<String> names, List<String> defaults, Map<String, String> known, Map<String, String> found) {
        for (int i = 0; i < names.size(); i++) {
            String value = defaults.isEmpty() ? NONE : defaults.get(Math.min(i, defaults.size() - 1));
            found.put(inFull(names.get(0), names.get(i), known), value);
        }
        assertThat(defaults.size()).as("%s", names).isIn(0, 1, names.size());
    }

    private static String inFull(String first, String name, Map<String, String> known) {
        if (!name.startsWith("_")) {
            return name;
        }
        List<MatchResult> places = Pattern.compile("_").matcher(first).results().toList();
        return IntStream.iterate(places.size() - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> first.substring(0, places.get(i).start()) + name)
                .filter(known::containsKey)
                .findFirst()
                .orElse(name);
    }
}
