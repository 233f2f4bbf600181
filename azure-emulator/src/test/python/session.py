"""A session of the Azure SDK for Python against a running emulator: every step is asserted.

Usage: session.py EMULATOR_JSON. Prints one line for each step that passed; the first that fails
ends it with a traceback.
"""

import json
import sys
import time
import urllib.request
import uuid
import ssl

from azure.core.exceptions import (
    ClientAuthenticationError,
    HttpResponseError,
    ResourceExistsError,
    ResourceNotFoundError,
)
from azure.identity import ClientSecretCredential
from azure.keyvault.secrets import SecretClient
from azure.mgmt.appcontainers import ContainerAppsAPIClient
from azure.mgmt.authorization import AuthorizationManagementClient
from azure.mgmt.resource.locks import ManagementLockClient
from azure.mgmt.resource.resources import ResourceManagementClient
from azure.mgmt.resource.subscriptions import SubscriptionClient
from azure.mgmt.resourcegraph import ResourceGraphClient
from azure.mgmt.resourcegraph.models import QueryRequest, QueryRequestOptions
from azure.monitor.ingestion import LogsIngestionClient
from azure.servicebus import ServiceBusClient, ServiceBusMessage, TransportType
from azure.servicebus.exceptions import ServiceBusError

READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7"

with open(sys.argv[1], encoding="utf-8") as file:
    cloud = json.load(file)
arm, ca = cloud["arm_endpoint"], cloud["ca_file"]
subscription = "/subscriptions/" + cloud["subscription_id"]


def credential(secret):
    return ClientSecretCredential(
        cloud["tenant_id"],
        cloud["client_id"],
        secret,
        authority=cloud["authority_host"],
        disable_instance_discovery=True,
        connection_verify=ca,
    )


me = credential(cloud["client_secret"])
trust = {"connection_verify": ca}
there = {"base_url": arm, "credential_scopes": [arm + "/.default"], **trust}
resources = ResourceManagementClient(me, cloud["subscription_id"], **there)


def refused(kind, code, call):
    """Fails unless the call is refused with this exception and this error code."""
    try:
        call()
    except kind as error:
        seen = error.error.code if getattr(error, "error", None) else str(error)
        assert code in seen, f"expected {code}: {error}"
        return error
    raise AssertionError(f"expected {code}, but it was done")


def control(method, path, body=None):
    request = urllib.request.Request(
        cloud["control_endpoint"] + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"x-haymaker-control-key": cloud["control_key"]},
    )
    trusting = ssl.create_default_context(cafile=ca)
    with urllib.request.urlopen(request, context=trusting) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true in time"
        time.sleep(0.1)


def login():
    wrong = credential("wrong")
    refused(ClientAuthenticationError, "AADSTS7000215", lambda: wrong.get_token(arm + "/.default"))
    assert me.get_token(arm + "/.default").expires_on > time.time()
    known = SubscriptionClient(me, **there).subscriptions.list()
    assert [one.subscription_id for one in known] == [cloud["subscription_id"]]


def groups():
    group = resources.resource_groups.create_or_update(
        "snakes", {"location": "westeurope", "tags": {"kind": "python"}}
    )
    assert group.properties.provisioning_state == "Succeeded"
    assert resources.resource_groups.check_existence("snakes")
    assert not resources.resource_groups.check_existence("nowhere")
    refused(
        ResourceNotFoundError,
        "ResourceGroupNotFound",
        lambda: resources.resource_groups.get("nowhere"),
    )
    found = resources.resource_groups.list(filter="tagName eq 'kind' and tagValue eq 'python'")
    assert [one.name for one in found] == ["snakes"]


def generic_resources():
    ids = [group_id() + f"/providers/Microsoft.Web/serverfarms/plan{n}" for n in range(5)]
    started = time.monotonic()
    for one in ids:
        made = resources.resources.begin_create_or_update_by_id(
            one, {"location": "westeurope", "tags": {"farm": "yes"}}, api_version="2024-04-01"
        ).result()
        assert made.properties["provisioningState"] == "Succeeded", made.properties
    assert time.monotonic() - started < 25, "the operations were not polled as they ask for"
    pages = resources.resources.list(filter="tagName eq 'farm'", top=2).by_page()
    sizes = [len(list(page)) for page in pages]
    assert sizes == [2, 2, 1], sizes
    refused(
        ResourceNotFoundError,
        "ResourceNotFound",
        lambda: resources.resources.get_by_id(ids[0] + "x", api_version="2024-04-01"),
    )
    elsewhere = {"location": "eastus"}
    refused(
        ResourceExistsError,
        "InvalidResourceLocation",
        lambda: resources.resources.begin_create_or_update_by_id(
            ids[0], elsewhere, api_version="2024-04-01"
        ),
    )
    resources.tags.begin_update_at_scope(
        ids[0], {"operation": "Merge", "properties": {"tags": {"more": "tags"}}}
    ).result()
    assert resources.tags.get_at_scope(ids[0]).properties.tags == {"farm": "yes", "more": "tags"}
    resources.resources.begin_delete_by_id(ids[4], api_version="2024-04-01").result()
    assert not resources.resources.check_existence_by_id(ids[4], api_version="2024-04-01")


def group_id():
    return subscription + "/resourceGroups/snakes"


def locks():
    client = ManagementLockClient(me, cloud["subscription_id"], **there)
    client.management_locks.create_or_update_at_resource_group_level(
        "snakes", "keep", {"properties": {"level": "CanNotDelete"}}
    )
    refused(
        ResourceExistsError,
        "ScopeLocked",
        lambda: resources.resource_groups.begin_delete("snakes"),
    )
    client.management_locks.delete_at_resource_group_level("snakes", "keep")


def roles():
    client = AuthorizationManagementClient(me, cloud["subscription_id"], **there)
    reader = next(client.role_definitions.list(subscription, filter="roleName eq 'Reader'"))
    assert reader.name == READER
    mine = next(client.role_assignments.list_for_scope(subscription, filter="atScope()"))
    wanted = {
        "role_definition_id": reader.id,
        "principal_id": mine.principal_id,
        "principal_type": "ServicePrincipal",
    }
    made = client.role_assignments.create(group_id(), str(uuid.uuid4()), wanted)
    refused(
        ResourceExistsError,
        "RoleAssignmentExists",
        lambda: client.role_assignments.create(group_id(), str(uuid.uuid4()), wanted),
    )
    assert made.name in [
        one.name for one in client.role_assignments.list_for_resource_group("snakes")
    ]
    client.role_assignments.delete_by_id(made.id)


def vault():
    client = SecretClient(
        cloud["key_vault_url"], me, verify_challenge_resource=False, **trust
    )
    client.set_secret("python", "hisses", tags={"kind": "python"})
    assert client.get_secret("python").value == "hisses"
    assert [one.name for one in client.list_properties_of_secrets()] == ["python"]
    refused(ResourceNotFoundError, "SecretNotFound", lambda: client.get_secret("nothing"))
    client.begin_delete_secret("python").wait()
    assert client.get_deleted_secret("python").recovery_id
    refused(ResourceExistsError, "Conflict", lambda: client.set_secret("python", "again"))
    client.begin_recover_deleted_secret("python").wait()
    assert client.get_secret("python").value == "hisses"
    client.begin_delete_secret("python").wait()
    client.purge_deleted_secret("python")
    until(lambda: not list(client.list_deleted_secrets()))


def container_apps_jobs():
    client = ContainerAppsAPIClient(me, cloud["subscription_id"], **there)
    environment = client.managed_environments.begin_create_or_update(
        "snakes", "nest", {"location": "westeurope", "properties": {}}
    ).result()
    assert environment.provisioning_state == "Succeeded"
    job = {
        "location": "westeurope",
        "properties": {
            "environmentId": environment.id,
            "configuration": {
                "triggerType": "Manual",
                "replicaTimeout": 60,
                "manualTriggerConfig": {"parallelism": 1, "replicaCompletionCount": 1},
            },
            "template": {
                "containers": [
                    {
                        "name": "one",
                        "image": "stranger/true:1",
                        "resources": {"cpu": 0.25, "memory": "0.5Gi"},
                    }
                ]
            },
        },
    }
    assert client.jobs.begin_create_or_update("snakes", "slither", job).result().name == "slither"
    started = client.jobs.begin_start("snakes", "slither").result()
    until(
        lambda: [
            one.status
            for one in client.jobs_executions.list("snakes", "slither")
            if one.name == started.name
        ]
        == ["Succeeded"]
    )
    refused(
        ResourceExistsError,
        "ManagedEnvironmentHasContainerAppsJobs",
        lambda: client.managed_environments.begin_delete("snakes", "nest"),
    )
    refused(
        HttpResponseError,
        "ContainerAppInvalidName",
        lambda: client.jobs.begin_create_or_update("snakes", "Not-A-Name", job),
    )
    client.jobs.begin_delete("snakes", "slither").result()
    client.managed_environments.begin_delete("snakes", "nest").result()


def resource_graph():
    client = ResourceGraphClient(me, **there)
    query = "Resources | where resourceGroup =~ 'snakes' | project id, name | order by id asc"

    def ask(token=None):
        options = QueryRequestOptions(result_format="objectArray", top=3, skip_token=token)
        return client.resources(
            QueryRequest(
                subscriptions=[cloud["subscription_id"]], query=query, options=options
            )
        )

    until(lambda: ask().total_records == 4)
    first = ask()
    second = ask(first.skip_token)
    names = [row["name"] for row in first.data + second.data]
    assert names == ["plan0", "plan1", "plan2", "plan3"], names
    broken = QueryRequest(subscriptions=[cloud["subscription_id"]], query="Resources | juggle")
    refused(HttpResponseError, "BadRequest", lambda: client.resources(broken))


def service_bus():
    topic = (
        subscription
        + "/resourceGroups/haymaker-emulator/providers/Microsoft.ServiceBus"
        + "/namespaces/haymaker-bus/topics/snakes"
    )
    version = {"api_version": "2024-01-01"}
    for one in (topic, topic + "/subscriptions/nest"):
        resources.resources.begin_create_or_update_by_id(one, {"properties": {}}, **version).result()
    place = {
        "custom_endpoint_address": "sb://" + cloud["service_bus_namespace"],
        "transport_type": TransportType.Amqp,
        "retry_total": 0,
        **trust,
    }
    by_key = ServiceBusClient.from_connection_string(
        cloud["service_bus_connection_string"], **place
    )
    by_token = ServiceBusClient(cloud["service_bus_namespace"], me, **place)
    with by_key, by_token:
        with by_token.get_topic_sender("snakes") as sender:
            sender.send_messages(ServiceBusMessage("one", message_id="1"))
            sender.send_messages([ServiceBusMessage("two"), ServiceBusMessage("three")])
        with by_key.get_subscription_receiver("snakes", "nest") as receiver:
            assert [str(one) for one in receiver.peek_messages(5)] == ["one", "two", "three"]
            taken = []
            while len(taken) < 3:
                more = receiver.receive_messages(3, max_wait_time=5)
                assert more, "the messages did not come"
                taken += more
            assert taken[0].message_id == "1"
            receiver.complete_message(taken[0])
            receiver.dead_letter_message(taken[1], reason="bites")
            receiver.abandon_message(taken[2])
        with by_key.get_subscription_receiver("snakes", "nest", sub_queue="deadletter") as dead:
            [bitten] = dead.receive_messages(1, max_wait_time=5)
            assert (str(bitten), bitten.dead_letter_reason) == ("two", "bites")
            dead.complete_message(bitten)
        with by_token.get_subscription_receiver("snakes", "nest") as receiver:
            [again] = receiver.receive_messages(1, max_wait_time=5)
            assert (str(again), again.delivery_count) == ("three", 1)
            receiver.complete_message(again)

        def receive_from_nowhere():
            with by_key.get_subscription_receiver("snakes", "nowhere") as receiver:
                receiver.receive_messages(1, max_wait_time=5)

        refused(ServiceBusError, "could not be found", receive_from_nowhere)


def logs_ingestion():
    version = {"api_version": "2023-03-11"}
    rule_id = group_id() + "/providers/Microsoft.Insights/dataCollectionRules/scales"
    rule = resources.resources.begin_create_or_update_by_id(
        rule_id,
        {
            "location": "westeurope",
            "kind": "Direct",
            "properties": {
                "streamDeclarations": {
                    "Custom-Snakes": {
                        "columns": [
                            {"name": "TimeGenerated", "type": "datetime"},
                            {"name": "length", "type": "int"},
                        ]
                    }
                },
                "dataFlows": [{"streams": ["Custom-Snakes"], "transformKql": "source"}],
            },
        },
        **version,
    ).result()
    immutable = rule.properties["immutableId"]
    endpoint = rule.properties["endpoints"]["logsIngestion"]
    assert endpoint == cloud["logs_ingestion_endpoint"]
    with LogsIngestionClient(endpoint, me, **trust) as client:
        client.upload(immutable, "Custom-Snakes", [{"length": 3, "unknown": "x"}, {"length": 4}])
        unknown = "dcr-00000000000000000000000000000000"
        refused(
            ResourceNotFoundError, "NotFound", lambda: client.upload(unknown, "Custom-Snakes", [{}])
        )
        refused(
            HttpResponseError, "InvalidStream", lambda: client.upload(immutable, "Custom-No", [{}])
        )
    [batch] = control("GET", "/ingested?rule=" + immutable)["value"]
    assert batch["stream"] == "Custom-Snakes"
    assert batch["rows"] == [{"length": 3}, {"length": 4}]


def throttling():
    path = "/subscriptions/*/resourcegroups"
    control("POST", "/faults", {"method": "GET", "path": path, "count": 1, "throttle": "PT1S"})
    started = time.monotonic()
    assert "snakes" in [one.name for one in resources.resource_groups.list()]
    assert time.monotonic() - started >= 1, "Retry-After was not heeded"


def not_emulated():
    refused(
        HttpResponseError,
        "NotEmulated",
        lambda: resources.resources.get_by_id(
            subscription + "/providers/Microsoft.Compute/locations/westeurope",
            api_version="2024-07-01",
        ),
    )
    refused(
        HttpResponseError,
        "DeploymentsNotEmulated",
        lambda: resources.resources.begin_create_or_update_by_id(
            group_id() + "/providers/Microsoft.Resources/deployments/d",
            {"properties": {"mode": "Incremental", "template": {}}},
            api_version="2024-11-01",
        ),
    )


def clean_up():
    resources.resource_groups.begin_delete("snakes").result()
    refused(
        ResourceNotFoundError,
        "ResourceGroupNotFound",
        lambda: resources.resource_groups.get("snakes"),
    )


for step in (
    login,
    groups,
    generic_resources,
    locks,
    roles,
    vault,
    container_apps_jobs,
    resource_graph,
    service_bus,
    logs_ingestion,
    throttling,
    not_emulated,
    clean_up,
):
    step()
    print("passed", step.__name__, flush=True)
