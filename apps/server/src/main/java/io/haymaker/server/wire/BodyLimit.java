package io.haymaker.server.wire;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Nothing that we take is longer than a megabyte: what is, is not read to its end. */
public class BodyLimit extends OncePerRequestFilter {
  static final int LONGEST = 1_000_000;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > LONGEST) {
      Answers.write(request.getRequestURI(), response, tooLong());
      return;
    }
    chain.doFilter(new Limited(request), response);
  }

  private static ApiFailure tooLong() {
    return new ApiFailure(
        413, "INVALID_REQUEST", "the body is longer than %d bytes".formatted(LONGEST));
  }

  /** For bodies that do not say beforehand how long they are. */
  private static final class Limited extends HttpServletRequestWrapper {
    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private int read;

    Counted(ServletInputStream body) {
      this.body = body;
    }

    @Override
    public int read() throws IOException {
      count(1);
      return body.read();
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int got = body.read(into, from, most);
      count(got);
      return got;
    }

    private void count(int bytes) {
      read += Math.max(0, bytes);
      if (read > LONGEST) {
        throw tooLong();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
