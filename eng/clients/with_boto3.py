#!/usr/bin/env python3
"""boto3 against a running host: eng/clients/with_boto3.py [endpoint]. Each answer is compared with what AWS would say.

BIG_MB is the size of the large object.
"""
import datetime
import io
import json
import os
import sys
import tempfile
import urllib.request
import uuid
from operator import itemgetter
from pathlib import Path

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4566"
NAME = f"boto3-{uuid.uuid4().hex[:8]}"
BIG = int(os.environ.get("BIG_MB", "100")) * 1024 * 1024
SESSION = boto3.Session("test", "test", region_name="us-east-1")


def client(service, **options):
    return SESSION.client(service, endpoint_url=ENDPOINT, **options)


def same(expected, actual):
    same.calls += 1
    assert expected == actual, f"expected {expected!r}, got {actual!r}"


same.calls = 0


def refused(code, call, **members):
    same.calls += 1
    try:
        call(**members)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, f"expected {code}, got {error}"
        return error.response
    raise AssertionError(f"{code} was expected")


def identity():
    sts = client("sts")
    same("123456789012", sts.get_caller_identity()["Account"])
    wrong = SESSION.client("sts", endpoint_url=ENDPOINT, aws_secret_access_key="wrong", aws_access_key_id="test")
    refused("SignatureDoesNotMatch", wrong.get_caller_identity)
    refused("UnknownOperationException", client("cloudformation").list_stacks)
    refused("UnknownOperationException", client("iam").list_roles)


def tables():
    dynamodb = SESSION.resource("dynamodb", endpoint_url=ENDPOINT)
    table = dynamodb.create_table(
        TableName=NAME,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": "tenant", "AttributeType": "S"},
            {"AttributeName": "user", "AttributeType": "S"},
        ],
        KeySchema=[
            {"AttributeName": "tenant", "KeyType": "HASH"},
            {"AttributeName": "user", "KeyType": "RANGE"},
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    table.wait_until_exists()
    with table.batch_writer() as batch:
        for i in range(30):
            batch.put_item(Item={"tenant": "t", "user": f"u{i:02}", "age": i, "tags": {"a", "b"}})
    same(30, table.scan()["Count"])
    same(
        [28, 29],
        [int(i["age"]) for i in table.query(
            KeyConditionExpression=Key("tenant").eq("t") & Key("user").begins_with("u2"),
            FilterExpression=Attr("age").gt(27),
        )["Items"]],
    )
    updated = table.update_item(
        Key={"tenant": "t", "user": "u00"},
        UpdateExpression="SET #n = :n REMOVE age",
        ExpressionAttributeNames={"#n": "name"},
        ExpressionAttributeValues={":n": "Ada"},
        ReturnValues="ALL_NEW",
    )["Attributes"]
    same({"tenant": "t", "user": "u00", "name": "Ada", "tags": {"a", "b"}}, updated)
    refused(
        "ConditionalCheckFailedException",
        table.put_item,
        Item={"tenant": "t", "user": "u00"},
        ConditionExpression=Attr("user").not_exists(),
    )
    # The legacy parameters, which old code still sends.
    same(1, table.query(KeyConditions={
        "tenant": {"AttributeValueList": ["t"], "ComparisonOperator": "EQ"},
        "user": {"AttributeValueList": ["u07"], "ComparisonOperator": "EQ"},
    })["Count"])
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=NAME, PaginationConfig={"PageSize": 7})
    same([7, 7, 7, 7, 2], [page["Count"] for page in pages if page["Count"]])
    streams = client("dynamodbstreams")
    arn = table.latest_stream_arn
    shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
    records = streams.get_records(ShardIterator=iterator["ShardIterator"])["Records"]
    same(["INSERT"] * 30 + ["MODIFY"], [r["eventName"] for r in records])
    table.delete()
    table.wait_until_not_exists()


def objects():
    s3 = client("s3")
    bucket = SESSION.resource("s3", endpoint_url=ENDPOINT).create_bucket(Bucket=NAME)
    same(200, s3.put_object(Bucket=NAME, Key="empty", Body=b"")["ResponseMetadata"]["HTTPStatusCode"])
    same(0, s3.head_object(Bucket=NAME, Key="empty")["ContentLength"])
    stored = s3.put_object(Bucket=NAME, Key="a/b c+ü", Body=b"hello", ContentType="text/plain", Metadata={"k": "v"})
    same('"5d41402abc4b2a76b9719d911017c592"', stored["ETag"])
    read = s3.get_object(Bucket=NAME, Key="a/b c+ü", Range="bytes=1-3")
    same((b"ell", "text/plain", {"k": "v"}), (read["Body"].read(), read["ContentType"], read["Metadata"]))
    same(["a/"], [p["Prefix"] for p in s3.list_objects_v2(Bucket=NAME, Delimiter="/")["CommonPrefixes"]])
    s3.put_object_tagging(Bucket=NAME, Key="empty", Tagging={"TagSet": [{"Key": "k", "Value": "v"}]})
    same([{"Key": "k", "Value": "v"}], s3.get_object_tagging(Bucket=NAME, Key="empty")["TagSet"])
    same(5, s3.get_object_attributes(Bucket=NAME, Key="a/b c+ü", ObjectAttributes=["ObjectSize"])["ObjectSize"])

    with tempfile.TemporaryDirectory() as folder:
        big, back = Path(folder, "big"), Path(folder, "back")
        big.write_bytes(os.urandom(BIG))
        s3.upload_file(str(big), NAME, "big")
        s3.download_file(NAME, "big", str(back))
        same(True, big.read_bytes() == back.read_bytes())
    same(f'-{-(-BIG // (8 * 1024 * 1024))}"', "-" + s3.head_object(Bucket=NAME, Key="big")["ETag"].split("-")[1])
    s3.upload_fileobj(io.BytesIO(b"x" * 9_000_000), NAME, "nine")
    same(9_000_000, s3.head_object(Bucket=NAME, Key="nine")["ContentLength"])
    s3.copy({"Bucket": NAME, "Key": "nine"}, NAME, "copy")
    same(9_000_000, s3.head_object(Bucket=NAME, Key="copy")["ContentLength"])

    # Presigned: version 2, boto3's own choice in us-east-1, then version 4, then a form.
    for signer in (s3, client("s3", config=Config(signature_version="s3v4"))):
        url = signer.generate_presigned_url("get_object", Params={"Bucket": NAME, "Key": "a/b c+ü"})
        same(b"hello", urllib.request.urlopen(url).read())
    form = s3.generate_presigned_post(NAME, "form/${filename}", Conditions=[["content-length-range", 1, 100]])
    same(204, post(form["url"], form["fields"], "f.txt", b"from a form"))
    same(b"from a form", s3.get_object(Bucket=NAME, Key="form/f.txt")["Body"].read())

    refused("NoSuchKey", s3.get_object, Bucket=NAME, Key="none")
    refused("404", s3.head_object, Bucket=NAME, Key="none")
    refused("BucketNotEmpty", s3.delete_bucket, Bucket=NAME)
    same([], [o for page in [bucket.objects.delete()] for o in page[0].get("Errors", [])])
    bucket.delete()


def post(url, fields, filename, content):
    """What a browser sends for a form with a file."""
    boundary = uuid.uuid4().hex
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
    ) + (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n'
        "Content-Type: text/plain\r\n\r\n"
    ).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(url, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})
    return urllib.request.urlopen(request).status


def queues():
    sqs = client("sqs")
    url = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    sent = sqs.send_message(
        QueueUrl=url, MessageBody="hello", MessageAttributes={"a": {"DataType": "String", "StringValue": "b"}})
    message = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"])["Messages"][0]
    same((sent["MessageId"], "hello", "b"), (
        message["MessageId"], message["Body"], message["MessageAttributes"]["a"]["StringValue"]))
    same({}, {k: v for k, v in sqs.delete_message(
        QueueUrl=url, ReceiptHandle=message["ReceiptHandle"]).items() if k != "ResponseMetadata"})
    refused("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_url, QueueName=NAME + "-none")
    sqs.delete_queue(QueueUrl=url)

    fifo = sqs.create_queue(
        QueueName=NAME + ".fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"})["QueueUrl"]
    for body in ("1", "2", "2", "3"):
        sqs.send_message(QueueUrl=fifo, MessageBody=body, MessageGroupId="g")
    received = sqs.receive_message(QueueUrl=fifo, MaxNumberOfMessages=10, AttributeNames=["All"])["Messages"]
    same(["1", "2", "3"], [m["Body"] for m in received])
    same(["g"] * 3, [m["Attributes"]["MessageGroupId"] for m in received])
    same(None, sqs.receive_message(QueueUrl=fifo).get("Messages"))
    sqs.delete_queue(QueueUrl=fifo)


def mails():
    address = f"{NAME}@example.com"
    v2 = client("sesv2")
    same("EMAIL_ADDRESS", v2.create_email_identity(EmailIdentity=address)["IdentityType"])
    v2.create_email_template(
        TemplateName=NAME, TemplateContent={"Subject": "Hello {{name}}", "Text": "Dear {{name}}", "Html": "<b>{{name}}</b>"})
    v2.send_email(
        FromEmailAddress=address,
        Destination={"ToAddresses": [address]},
        Content={"Template": {
            "TemplateName": NAME,
            "TemplateData": json.dumps({"name": "Ada"}),
            "Attachments": [{"FileName": "a.txt", "RawContent": b"attached"}],
        }},
    )
    v1 = client("ses")
    same(True, address in v1.list_identities()["Identities"])
    sent = v1.send_email(
        Source=address,
        Destination={"ToAddresses": [address]},
        Message={"Subject": {"Data": "first"}, "Body": {"Text": {"Data": "text"}}},
    )
    same(True, bool(sent["MessageId"]))
    raw = b"From: %b\r\nTo: %b\r\nSubject: raw\r\n\r\nbody\r\n" % (address.encode(), address.encode())
    same(True, bool(v1.send_raw_email(RawMessage={"Data": raw})["MessageId"]))
    refused(
        "MessageRejected",
        v1.send_email,
        Source=f"stranger@{NAME}.example",
        Destination={"ToAddresses": [address]},
        Message={"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}},
    )
    box = json.load(urllib.request.urlopen(f"{ENDPOINT}/_localaws/mail?to={address}"))
    same({"Hello Ada", "first", "raw"}, {mail["subject"] for mail in box})
    feedback(v2, address)
    suppression(v2)


def feedback(v2, address):
    """A bounce of the mailbox simulator, on its way over the default bus to a queue."""
    sqs, events = client("sqs"), client("events")
    queue = sqs.create_queue(QueueName=f"{NAME}-mail")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    events.put_rule(Name=f"{NAME}-mail", EventPattern=json.dumps({
        "source": ["aws.ses"], "detail": {"mail": {"tags": {"ses:configuration-set": [NAME]}}}}))
    events.put_targets(Rule=f"{NAME}-mail", Targets=[{"Id": "q", "Arn": arn}])
    v2.create_configuration_set(ConfigurationSetName=NAME, Tags=[{"Key": "k", "Value": "v"}])
    refused("AlreadyExistsException", v2.create_configuration_set, ConfigurationSetName=NAME)
    destination = {"Enabled": True, "MatchingEventTypes": ["SEND"], "EventBridgeDestination": {
        "EventBusArn": "arn:aws:events:us-east-1:123456789012:event-bus/default"}}
    v2.create_configuration_set_event_destination(
        ConfigurationSetName=NAME, EventDestinationName="bus", EventDestination=destination)
    v2.update_configuration_set_event_destination(
        ConfigurationSetName=NAME, EventDestinationName="bus",
        EventDestination={**destination, "MatchingEventTypes": ["BOUNCE"]})
    same([{"Name": "bus", **destination, "MatchingEventTypes": ["BOUNCE"]}],
         v2.get_configuration_set_event_destinations(ConfigurationSetName=NAME)["EventDestinations"])
    sent = v2.send_email(
        FromEmailAddress=address,
        Destination={"ToAddresses": ["bounce+boto3@simulator.amazonses.com"]},
        Content={"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}},
        ConfigurationSetName=NAME,
        EmailTags=[{"Name": "userId", "Value": "u1"}],
    )
    message = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20)["Messages"][0]
    event = json.loads(message["Body"])
    same(("Email Bounced", sent["MessageId"], ["u1"], "Permanent"),
         (event["detail-type"], event["detail"]["mail"]["messageId"], event["detail"]["mail"]["tags"]["userId"],
          event["detail"]["bounce"]["bounceType"]))
    v2.put_configuration_set_sending_options(ConfigurationSetName=NAME, SendingEnabled=False)
    v2.put_configuration_set_suppression_options(ConfigurationSetName=NAME, SuppressedReasons=["COMPLAINT"])
    options = v2.get_configuration_set(ConfigurationSetName=NAME)
    same((False, ["COMPLAINT"]),
         (options["SendingOptions"]["SendingEnabled"], options["SuppressionOptions"]["SuppressedReasons"]))
    same(True, NAME in v2.list_configuration_sets()["ConfigurationSets"])
    v2.delete_configuration_set_event_destination(ConfigurationSetName=NAME, EventDestinationName="bus")
    v2.delete_configuration_set(ConfigurationSetName=NAME)
    refused("NotFoundException", v2.get_configuration_set, ConfigurationSetName=NAME)


def suppression(v2):
    address = f"{NAME}@example.net"
    v2.put_suppressed_destination(EmailAddress=address, Reason="BOUNCE")
    same("BOUNCE", v2.get_suppressed_destination(EmailAddress=address)["SuppressedDestination"]["Reason"])
    listed = v2.list_suppressed_destinations(
        Reasons=["BOUNCE"], StartDate=datetime.datetime.now() - datetime.timedelta(hours=1))
    same(True, address in [a["EmailAddress"] for a in listed["SuppressedDestinationSummaries"]])
    v2.delete_suppressed_destination(EmailAddress=address)
    refused("NotFoundException", v2.get_suppressed_destination, EmailAddress=address)
    v2.put_account_suppression_attributes(SuppressedReasons=["BOUNCE", "COMPLAINT"])
    account = v2.get_account()
    same((["BOUNCE", "COMPLAINT"], True),
         (account["SuppressionAttributes"]["SuppressedReasons"], account["ProductionAccessEnabled"]))


def buses_and_rules():
    events, sqs = client("events"), client("sqs")
    bus = events.create_event_bus(Name=NAME, Description="of boto3", Tags=[{"Key": "a", "Value": "1"}])["EventBusArn"]
    same("of boto3", events.describe_event_bus(Name=NAME)["Description"])
    same([NAME], [b["Name"] for b in events.list_event_buses(NamePrefix=NAME)["EventBuses"]])
    pattern = json.dumps({"source": [NAME], "detail": {"price": [{"numeric": [">", 10]}]}})
    rule = events.put_rule(Name=NAME, EventBusName=NAME, EventPattern=pattern, State="DISABLED")["RuleArn"]
    events.enable_rule(Name=NAME, EventBusName=NAME)
    same(("ENABLED", pattern), itemgetter("State", "EventPattern")(events.describe_rule(Name=NAME, EventBusName=NAME)))
    same([NAME], [r["Name"] for r in events.list_rules(NamePrefix=NAME, EventBusName=NAME)["Rules"]])
    queue = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    transformer = {"InputPathsMap": {"p": "$.detail.price"}, "InputTemplate": '{"was": <p>, "by": <aws.events.rule-name>}'}
    target = {"Id": "t", "Arn": arn, "InputTransformer": transformer, "RetryPolicy": {"MaximumRetryAttempts": 1}}
    same(0, events.put_targets(Rule=NAME, EventBusName=NAME, Targets=[target])["FailedEntryCount"])
    same([target], events.list_targets_by_rule(Rule=NAME, EventBusName=NAME)["Targets"])
    same([NAME], events.list_rule_names_by_target(TargetArn=arn, EventBusName=NAME)["RuleNames"])
    archive = events.create_archive(ArchiveName=NAME, EventSourceArn=bus, RetentionDays=1)["ArchiveArn"]
    entries = [
        {"Source": NAME, "DetailType": "t", "Detail": json.dumps({"price": price}), "EventBusName": NAME}
        for price in (5, 50)
    ]
    same(0, events.put_events(Entries=entries)["FailedEntryCount"])
    same(["50"], prices(sqs, queue, 1))
    replays(events, bus, rule, archive)
    same(["50"], prices(sqs, queue, 1))
    tags(events, bus, rule)
    same(True, tested(events, pattern, 11))
    same(False, tested(events, pattern, 10))
    events.put_rule(Name=NAME, ScheduleExpression="cron(0 12 ? * MON-FRI *)")
    same("cron(0 12 ? * MON-FRI *)", events.describe_rule(Name=NAME)["ScheduleExpression"])
    events.disable_rule(Name=NAME)
    events.delete_rule(Name=NAME)
    refused("ValidationException", events.put_rule, Name=NAME, ScheduleExpression="rate(1 minutes)")
    refused("ManagedRuleException", events.disable_rule, Name=f"Events-Archive-{NAME}", EventBusName=NAME)
    refused("UnknownOperationException", events.list_connections)
    events.delete_archive(ArchiveName=NAME)
    refused("ValidationException", events.delete_rule, Name=NAME, EventBusName=NAME)
    same(0, events.remove_targets(Rule=NAME, EventBusName=NAME, Ids=["t"])["FailedEntryCount"])
    events.delete_rule(Name=NAME, EventBusName=NAME)
    events.delete_event_bus(Name=NAME)
    sqs.delete_queue(QueueUrl=queue)
    refused("ResourceNotFoundException", events.describe_event_bus, Name=NAME)


def prices(sqs, queue, count):
    bodies = []
    while len(bodies) < count:
        for message in sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20).get("Messages", []):
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
            bodies.append(str(json.loads(message["Body"])["was"]))
    return bodies


def replays(events, bus, rule, archive):
    same(2, events.describe_archive(ArchiveName=NAME)["EventCount"])
    same([2], [a["EventCount"] for a in events.list_archives(EventSourceArn=bus)["Archives"]])
    same("ENABLED", events.update_archive(ArchiveName=NAME, Description="d", RetentionDays=2)["State"])
    now = datetime.datetime.now(datetime.timezone.utc)
    hour = datetime.timedelta(hours=1)
    started = events.start_replay(
        ReplayName=NAME,
        EventSourceArn=archive,
        EventStartTime=now - hour,
        EventEndTime=now + hour,
        Destination={"Arn": bus, "FilterArns": [rule]},
    )
    same("STARTING", started["State"])
    while "ReplayEndTime" not in events.describe_replay(ReplayName=NAME):
        pass
    same(["COMPLETED"], [r["State"] for r in events.list_replays(NamePrefix=NAME)["Replays"]])
    refused("IllegalStatusException", events.cancel_replay, ReplayName=NAME)


def tags(events, bus, rule):
    for arn, expected in ((bus, ["a", "b"]), (rule, ["b"])):
        events.tag_resource(ResourceARN=arn, Tags=[{"Key": "b", "Value": "2"}])
        same(expected, [t["Key"] for t in events.list_tags_for_resource(ResourceARN=arn)["Tags"]])
        events.untag_resource(ResourceARN=arn, TagKeys=["b"])


def tested(events, pattern, price):
    event = {
        "id": "1", "account": "1", "source": NAME, "time": "2026-11-20T12:00:00Z", "region": "us-east-1",
        "resources": [], "detail-type": "t", "detail": {"price": price},
    }
    return events.test_event_pattern(EventPattern=pattern, Event=json.dumps(event))["Result"]


def functions_and_pools():
    functions = client("lambda")
    names = [f["FunctionName"] for f in functions.list_functions()["Functions"]]
    same(True, any(n.startswith("onboarding-") for n in names))
    refused("ResourceNotFoundException", functions.invoke, FunctionName=NAME)
    pools = client("cognito-idp")
    pool = pools.list_user_pools(MaxResults=1)["UserPools"][0]["Id"]
    same(pool, pools.describe_user_pool(UserPoolId=pool)["UserPool"]["Id"])
    pools.admin_create_user(
        UserPoolId=pool,
        Username=f"{NAME}@example.com",
        UserAttributes=[{"Name": "email", "Value": f"{NAME}@example.com"}, {"Name": "name", "Value": "Ada"}],
        MessageAction="SUPPRESS",
    )
    refused("UserNotFoundException", pools.admin_get_user, UserPoolId=pool, Username="none")
    pools.admin_delete_user(UserPoolId=pool, Username=f"{NAME}@example.com")


def workflows():
    # The SDK would put "sync-" before the host, which no local name resolves.
    states = client("stepfunctions", config=Config(inject_host_prefix=False))
    role = "arn:aws:iam::123456789012:role/states"
    wait = json.dumps({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": True}}})
    add = json.dumps({"StartAt": "A", "States": {"A": {
        "Type": "Pass", "Parameters": {"sum.$": "States.MathAdd($.a, 1)"}, "End": True}}})
    same("OK", states.validate_state_machine_definition(definition=add)["result"])
    refused("InvalidDefinition", states.create_state_machine, name=NAME, definition="{}", roleArn=role)
    arn = states.create_state_machine(name=NAME, definition=wait, roleArn=role, tags=[{"key": "a", "value": "b"}])[
        "stateMachineArn"]
    same([{"key": "a", "value": "b"}], states.list_tags_for_resource(resourceArn=arn)["tags"])
    states.tag_resource(resourceArn=arn, tags=[{"key": "c", "value": "d"}])
    states.untag_resource(resourceArn=arn, tagKeys=["a"])
    running = states.start_execution(stateMachineArn=arn, name="one", input="{}")["executionArn"]
    same(running, states.start_execution(stateMachineArn=arn, name="one", input="{}")["executionArn"])
    refused("ExecutionAlreadyExists", states.start_execution, stateMachineArn=arn, name="one", input="[]")
    same(wait, states.describe_state_machine_for_execution(executionArn=running)["definition"])
    states.stop_execution(executionArn=running, error="E", cause="because")
    ended = states.describe_execution(executionArn=running)
    same(("ABORTED", "E", "because"), (ended["status"], ended["error"], ended["cause"]))
    pages = states.get_paginator("get_execution_history").paginate(
        executionArn=running, PaginationConfig={"PageSize": 1})
    events = [event["type"] for page in pages for event in page["events"]]
    same(("ExecutionStarted", "ExecutionAborted"), (events[0], events[-1]))
    listed = states.list_executions(stateMachineArn=arn, statusFilter="ABORTED")["executions"]
    same(["one"], [execution["name"] for execution in listed])
    states.update_state_machine(stateMachineArn=arn, definition=add)
    same(add, states.describe_state_machine(stateMachineArn=arn)["definition"])
    machines = states.get_paginator("list_state_machines").paginate(PaginationConfig={"PageSize": 1})
    same(True, arn in [machine["stateMachineArn"] for page in machines for machine in page["stateMachines"]])
    refused("StateMachineTypeNotSupported", states.start_sync_execution, stateMachineArn=arn)
    express = states.create_state_machine(name=f"{NAME}-x", definition=add, roleArn=role, type="EXPRESS")[
        "stateMachineArn"]
    same({"sum": 2}, json.loads(states.start_sync_execution(stateMachineArn=express, input='{"a":1}')["output"]))
    callbacks(states, role)
    refused("UnknownOperationException", states.list_activities)
    for machine in (arn, express):
        states.delete_state_machine(stateMachineArn=machine)
    refused("StateMachineDoesNotExist", states.describe_state_machine, stateMachineArn=arn)


def callbacks(states, role):
    """A task that hands its token to a queue, and this client as the worker behind it."""
    sqs = client("sqs")
    queue = sqs.create_queue(QueueName=f"{NAME}-tasks")["QueueUrl"]
    definition = json.dumps({"StartAt": "T", "States": {"T": {
        "Type": "Task",
        "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "Parameters": {"QueueUrl": queue, "MessageBody": {"token.$": "$$.Task.Token"}},
        "End": True,
    }}})
    machine = states.create_state_machine(name=f"{NAME}-tasks", definition=definition, roleArn=role)["stateMachineArn"]

    def asked():
        execution = states.start_execution(stateMachineArn=machine)["executionArn"]
        message = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20)["Messages"][0]
        return execution, json.loads(message["Body"])["token"]

    done, token = asked()
    states.send_task_heartbeat(taskToken=token)
    states.send_task_success(taskToken=token, output='{"by":"boto3"}')
    same('{"by":"boto3"}', ended(states, done)["output"])
    refused("TaskTimedOut", states.send_task_success, taskToken=token, output="1")
    failing, token = asked()
    states.send_task_failure(taskToken=token, error="E", cause="because")
    same(("FAILED", "E", "because"), itemgetter("status", "error", "cause")(ended(states, failing)))
    refused("InvalidToken", states.send_task_heartbeat, taskToken="none")
    states.delete_state_machine(stateMachineArn=machine)
    sqs.delete_queue(QueueUrl=queue)


def ended(states, execution):
    while (described := states.describe_execution(executionArn=execution))["status"] == "RUNNING":
        pass
    return described


def endpoints():
    """SageMaker's runtime, where every endpoint hosts the model of Onboarding.LocalAws/SageMakerRuntime."""
    runtime = client("sagemaker-runtime")

    def invocation(body):
        return {"EndpointName": NAME, "ContentType": "application/json", "Body": json.dumps(body)}

    answer = runtime.invoke_endpoint(**invocation({"instances": [{"source": "register", "domain": "example.com"}]}))
    same(("application/json", "AllTraffic"), itemgetter("ContentType", "InvokedProductionVariant")(answer))
    same([{"segment": "organiser", "score": 0.08}], json.load(answer["Body"])["predictions"])
    same(400, refused("ModelError", runtime.invoke_endpoint, **invocation({"instances": []}))["OriginalStatusCode"])
    refused("NotImplementedException", runtime.invoke_endpoint, TargetVariant="blue", **invocation({"instances": [{}]}))


if __name__ == "__main__":
    print(f"boto3 {boto3.__version__}")
    parts = (identity, tables, objects, queues, mails, buses_and_rules, functions_and_pools, workflows, endpoints)
    for part in parts:
        part()
        print(f"  {part.__name__}")
    print(f"{same.calls} calls, each as expected")
