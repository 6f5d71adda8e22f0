package io.fluxmart.load;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.List;

/** Something that many do at once. */
interface Scene {

    /** Who comes when; when the first of them are through, all are. */
    List<PopulationBuilder> populations();

    /** What must hold for this scene, beside what holds for all; asked when all is over. */
    default List<String> broken() {
        return List.of();
    }

    /** What is worth printing beside the report; may be empty. */
    default String summary() {
        return "";
    }
}
