package io.fluxmart.platform.http;

import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Where a text is expected, only a JSON string will do, and none with U+0000 in it, which PostgreSQL cannot store. */
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
            if (text.indexOf('\0') >= 0) {
                throw context.weirdStringException(text, String.class, "the character U+0000 is not allowed");
            }
            return text;
        }
    }
}
