package io.fluxmart.platform.http;

import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Where a text is expected, only a JSON string will do, and none that PostgreSQL cannot store as it is. */
@Component
class StrictTexts extends SimpleModule {

    StrictTexts() {
        super("StrictTexts");
        addDeserializer(String.class, new StrictText());
    }

    private static final class StrictText extends StringDeserializer {

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            String text = parser.getString();
            if (text.codePoints().anyMatch(StrictText::cannotBeStored)) {
                throw context.weirdStringException(text, String.class, "U+0000 and lone surrogates are not allowed");
            }
            return text;
        }

        private static boolean cannotBeStored(int codePoint) {
            return codePoint == 0 || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
        }
    }
}
