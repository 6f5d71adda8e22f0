package io.fluxmart;

import io.fluxmart.commands.Commands;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service, or runs a command. Read {@link ApiRoutes} next: it is the API's table of contents. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class FluxmartApplication {

    public static void main(String[] args) {
        if (Commands.areIn(args)) {
            System.exit(Commands.run(FluxmartApplication.class, args));
        }
        SpringApplication.run(FluxmartApplication.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
