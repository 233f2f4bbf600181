package io.haymaker.emulator.servicebus.amqp;

import io.haymaker.emulator.servicebus.access.BusPaths;
import io.haymaker.emulator.servicebus.access.PassOffice;
import io.haymaker.emulator.servicebus.access.PassOffice.Admitted;
import io.haymaker.emulator.servicebus.access.PassOffice.NotAdmitted;

/**
 * Where clients put tokens. The type that a request names is not believed (the Python client says
 * {@code jwt} of signatures, too); the token itself shows what it is.
 */
final class CbsNode implements RequestNode {
  private final PassOffice office;
  private final String namespace;
  private final Passes passes;

  CbsNode(PassOffice office, String namespace, Passes passes) {
    this.office = office;
    this.namespace = namespace;
    this.passes = passes;
  }

  @Override
  public Answer answer(Request request) {
    if (!request.text("operation").equals("put-token")) {
      return Answer.of(
          501, "$cbs has no operation '" + request.text("operation") + "' in this emulator.", null);
    }
    if (!(request.body() instanceof String token)) {
      return Answer.of(400, "The token must be a string.", null);
    }
    return switch (office.admit(namespace, token)) {
      case Admitted admitted -> {
        passes.put(BusPaths.path(request.text("name")), admitted.pass());
        yield Answer.of(202, "Accepted", null);
      }
      case NotAdmitted refused -> Answer.of(401, refused.reason(), null);
    };
  }
}
