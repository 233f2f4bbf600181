package io.haymaker.main.audit;

import io.haymaker.core.audit.AuditReport;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An audit for programs. */
public final class AuditJson {
  private AuditJson() {}

  public static ObjectNode of(AuditReport report) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("at", report.at().toString());
    json.put("proven", report.provesAbsence());
    json.put("remaining", report.remaining());
    list(json, "resources", report.resources());
    list(json, "containers", report.containers());
    list(json, "service_principals", report.servicePrincipals());
    list(json, "role_assignments", report.roleAssignments());
    list(json, "secrets", report.secrets());
    list(json, "could_not_look", report.couldNotLook());
    return json;
  }

  private static void list(ObjectNode json, String name, List<String> texts) {
    var array = json.putArray(name);
    texts.forEach(array::add);
  }
}
