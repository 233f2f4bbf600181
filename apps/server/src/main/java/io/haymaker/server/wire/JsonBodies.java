package io.haymaker.server.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Hands a controller its body: a parameter {@link JsonBody} where there must be one, {@code
 * Optional<JsonBody>} where there may be. What the content type says does not matter.
 */
public class JsonBodies implements WebMvcConfigurer, HandlerMethodArgumentResolver {

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(this);
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.nestedIfOptional().getNestedParameterType() == JsonBody.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    byte[] bytes = bytes(request);
    if (!parameter.isOptional()) {
      return JsonBody.of(bytes);
    }
    return bytes.length == 0 ? Optional.empty() : Optional.of(JsonBody.of(bytes));
  }

  private static byte[] bytes(NativeWebRequest request) {
    HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
    if (servlet == null) {
      throw new IllegalStateException("no HTTP request");
    }
    try {
      return servlet.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The caller has gone in the middle of it: nobody hears the answer.
      throw new UncheckedIOException(e);
    }
  }
}
