package io.haymaker.server.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.haymaker.server.wire.JsonBody;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How {@code /openapi.json} is made: of the controllers, their annotations and the records that
 * they answer with, and of what is the same everywhere.
 */
@Configuration(proxyBeanMethods = false)
public class ApiDescription {
  static final String KEY = "ApiKey";

  static {
    // It is the body, which each controller describes, and no parameter.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(JsonBody.class);
  }

  @Bean
  OpenAPI house() {
    return new OpenAPI()
        .info(
            new Info()
                .title("HayMaker")
                .version("v1")
                .description(
                    "Runs of scenarios in Azure, managed containers on Docker, and who may call."
                        + " Below /api/v1 errors are {error: {code, message, trace_id}}, everywhere"
                        + " else {detail}. Bodies are read as JSON whatever their content type is."))
        .components(
            new Components()
                .addSecuritySchemes(
                    KEY,
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-API-Key")))
        .addSecurityItem(new SecurityRequirement().addList(KEY));
  }

  /** The names on the wire. */
  @Bean
  ModelResolver models() {
    var mapper = new ObjectMapper();
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return new RecordModels(mapper);
  }

  /** In this order: what all routes have in common comes last. */
  @Bean
  OpenApiCustomizer whatIsCommon() {
    var routes = new PlainRoutes();
    var answers = new CommonAnswers();
    return api -> {
      routes.customise(api);
      answers.customise(api);
    };
  }
}
