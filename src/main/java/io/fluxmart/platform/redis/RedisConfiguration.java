package io.fluxmart.platform.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Redis is disposable: while it is away, commands fail at once instead of gathering in the client. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    @Bean
    LettuceClientOptionsBuilderCustomizer failFastWhileAway() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}
