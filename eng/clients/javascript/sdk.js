// AWS's SDK for JavaScript, version 3, against a running host: node eng/clients/javascript/sdk.js [endpoint]. Each
// answer is compared with what AWS would say.
import { randomBytes } from 'node:crypto';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient, DescribeUserPoolCommand, ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand, DynamoDBStreamsClient, GetRecordsCommand, GetShardIteratorCommand, ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand, DeleteBucketCommand, DeleteObjectsCommand, GetObjectAttributesCommand, GetObjectCommand,
  HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client, waitUntilObjectExists,
} from '@aws-sdk/client-s3';
import { ListIdentitiesCommand, SESClient } from '@aws-sdk/client-ses';
import { CreateEmailIdentityCommand, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  CreateQueueCommand, DeleteMessageBatchCommand, DeleteQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  BatchWriteCommand, DynamoDBDocumentClient, GetCommand, paginateQuery, PutCommand, TransactWriteCommand, UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { calls, endpoint, name, options, refused, same } from './answers.js';
import { endpoints, workflows } from './workflows.js';

async function identity() {
  same((await new STSClient(options).send(new GetCallerIdentityCommand({}))).Account, '123456789012');
  const wrong = { ...options, credentials: { accessKeyId: 'test', secretAccessKey: 'wrong' } };
  await refused(new STSClient(wrong).send(new GetCallerIdentityCommand({})), 'SignatureDoesNotMatch');
  await refused(new CloudFormationClient(options).send(new ListStacksCommand({})), 'UnknownOperationException');
}

async function tables() {
  const client = new DynamoDBClient(options);
  const documents = DynamoDBDocumentClient.from(client);
  await client.send(new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }, { AttributeName: 'sk', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }, { AttributeName: 'sk', KeyType: 'RANGE' }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  }));
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 20 }, { TableName: name });
  const puts = Array.from({ length: 20 }, (_, sk) => ({ PutRequest: { Item: { pk: 'p', sk, tags: new Set(['a']) } } }));
  same((await documents.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }))).UnprocessedItems, {});
  const key = { TableName: name, Key: { pk: 'p', sk: 3 } };
  same((await documents.send(new GetCommand(key))).Item, { pk: 'p', sk: 3, tags: new Set(['a']) });
  const updated = await documents.send(new UpdateCommand({
    ...key,
    UpdateExpression: 'SET #n = :n',
    ExpressionAttributeNames: { '#n': 'name' },
    ExpressionAttributeValues: { ':n': { first: 'Ada', list: [1, null, true] } },
    ReturnValues: 'UPDATED_NEW',
  }));
  same(updated.Attributes, { name: { first: 'Ada', list: [1, null, true] } });
  const taken = { TableName: name, Item: { pk: 'p', sk: 3 }, ConditionExpression: 'attribute_not_exists(pk)' };
  await refused(documents.send(new PutCommand(taken)), 'ConditionalCheckFailedException');
  await refused(
    documents.send(new TransactWriteCommand({ TransactItems: [{ Put: taken }] })), 'TransactionCanceledException');
  const sizes = [];
  const query = {
    TableName: name, KeyConditionExpression: 'pk = :p AND sk > :s', ExpressionAttributeValues: { ':p': 'p', ':s': 9 },
  };
  for await (const page of paginateQuery({ client: documents, pageSize: 4 }, query)) {
    sizes.push(page.Count);
  }
  same(sizes, [4, 4, 2]);

  const streams = new DynamoDBStreamsClient(options);
  const StreamArn = (await streams.send(new ListStreamsCommand({ TableName: name }))).Streams[0].StreamArn;
  const stream = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const { ShardIterator } = await streams.send(new GetShardIteratorCommand({
    StreamArn, ShardId: stream.StreamDescription.Shards[0].ShardId, ShardIteratorType: 'TRIM_HORIZON',
  }));
  const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator }));
  same(Records.map(r => r.eventName), [...Array(20).fill('INSERT'), 'MODIFY']);
  await client.send(new DeleteTableCommand({ TableName: name }));
}

async function objects() {
  const client = new S3Client({ ...options, forcePathStyle: true });
  const object = Key => ({ Bucket: name, Key });
  await client.send(new CreateBucketCommand({ Bucket: name }));
  same((await client.send(new PutObjectCommand({ ...object('empty'), Body: new Uint8Array() }))).$metadata.httpStatusCode, 200);
  await client.send(new PutObjectCommand({ ...object('a/ü +'), Body: 'hello', ContentType: 'text/plain' }));
  const read = await client.send(new GetObjectCommand(object('a/ü +')));
  same([await read.Body.transformToString(), read.ContentType], ['hello', 'text/plain']);
  await waitUntilObjectExists({ client, minDelay: 1, maxWaitTime: 20 }, object('empty'));

  const content = randomBytes(12 * 1024 * 1024);
  const upload = new Upload({ client, params: { ...object('large'), Body: content } });
  same(/-3"$/.test((await upload.done()).ETag), true);
  const large = await client.send(new GetObjectCommand(object('large')));
  same(Buffer.compare(await large.Body.transformToByteArray(), content), 0);
  const parts = await client.send(new GetObjectAttributesCommand({
    ...object('large'), ObjectAttributes: ['ObjectSize', 'ObjectParts'],
  }));
  same([parts.ObjectSize, parts.ObjectParts.TotalPartsCount], [content.length, 3]);
  await refused(client.send(new GetObjectCommand(object('none'))), 'NoSuchKey');
  await refused(client.send(new HeadObjectCommand(object('none'))), 'NotFound');

  const url = await getSignedUrl(client, new GetObjectCommand(object('a/ü +')), { expiresIn: 60 });
  same(await (await fetch(url)).text(), 'hello');
  const form = await createPresignedPost(client, { ...object('form'), Conditions: [['content-length-range', 1, 100]] });
  const body = new FormData();
  Object.entries(form.fields).forEach(([field, value]) => body.append(field, value));
  body.append('file', new Blob(['from a form']));
  same((await fetch(form.url, { method: 'POST', body })).status, 204);

  const listed = await client.send(new ListObjectsV2Command({ Bucket: name }));
  same(listed.Contents.map(o => o.Key), ['a/ü +', 'empty', 'form', 'large']);
  const removed = await client.send(new DeleteObjectsCommand({
    Bucket: name, Delete: { Objects: listed.Contents.map(({ Key }) => ({ Key })) },
  }));
  same(removed.Deleted.length, 4);
  await client.send(new DeleteBucketCommand({ Bucket: name }));
}

async function queues() {
  const client = new SQSClient(options);
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
  const entries = ['a', 'b', 'c'].map(Id => ({ Id, MessageBody: `message ${Id}` }));
  same((await client.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries }))).Successful.length, 3);
  const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  same(Messages.map(m => m.Body).sort(), ['message a', 'message b', 'message c']);
  const handles = Messages.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
  same((await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }))).Successful.length, 3);
  await client.send(new DeleteQueueCommand({ QueueUrl }));
  await refused(client.send(new ReceiveMessageCommand({ QueueUrl })), 'QueueDoesNotExist');
}

async function mails() {
  const address = `${name}@example.com`;
  const client = new SESv2Client(options);
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: address }));
  const mail = {
    FromEmailAddress: address,
    Destination: { ToAddresses: [address] },
    Content: { Simple: {
      Subject: { Data: 'Grüße' },
      Body: { Html: { Data: '<p>from <b>JavaScript</b></p>' } },
      Attachments: [{ FileName: 'a.txt', RawContent: Buffer.from('attached') }],
    } },
  };
  const { MessageId } = await client.send(new SendEmailCommand(mail));
  const box = await (await fetch(`${endpoint}/_localaws/mail?to=${encodeURIComponent(address)}`)).json();
  same(box.map(m => [m.messageId, m.subject]), [[MessageId, 'Grüße']]);
  same((await new SESClient(options).send(new ListIdentitiesCommand({}))).Identities.includes(address), true);
  await refused(
    client.send(new SendEmailCommand({ ...mail, FromEmailAddress: `x@${name}.example` })), 'MessageRejected');
}

async function busesAndRules() {
  const events = new EventBridge(options);
  const sqs = new SQSClient(options);
  const rule = { Name: name, EventBusName: name };
  const { EventBusArn: bus } = await events.createEventBus({
    Name: name, Description: 'of JavaScript', Tags: [{ Key: 'a', Value: '1' }] });
  same((await events.describeEventBus({ Name: name })).Description, 'of JavaScript');
  same((await events.listEventBuses({ NamePrefix: name })).EventBuses.map(b => b.Name), [name]);
  const EventPattern = JSON.stringify({ source: [name], detail: { price: [{ numeric: ['>', 10] }] } });
  const { RuleArn } = await events.putRule({ ...rule, EventPattern, State: 'DISABLED' });
  await events.enableRule(rule);
  const { State, EventPattern: described } = await events.describeRule(rule);
  same([State, described], ['ENABLED', EventPattern]);
  same((await events.listRules({ EventBusName: name, NamePrefix: name })).Rules.map(r => r.Arn), [RuleArn]);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const target = {
    Id: 't', Arn: `arn:aws:sqs:us-east-1:123456789012:${name}`, RetryPolicy: { MaximumRetryAttempts: 1 },
    InputTransformer: {
      InputPathsMap: { p: '$.detail.price' }, InputTemplate: '{"was": <p>, "by": <aws.events.rule-name>}' },
  };
  const ofRule = { Rule: name, EventBusName: name };
  same((await events.putTargets({ ...ofRule, Targets: [target] })).FailedEntryCount, 0);
  same((await events.listTargetsByRule(ofRule)).Targets, [target]);
  same((await events.listRuleNamesByTarget({ TargetArn: target.Arn, EventBusName: name })).RuleNames, [name]);
  const { ArchiveArn } = await events.createArchive({ ArchiveName: name, EventSourceArn: bus, RetentionDays: 1 });
  const Entries = [5, 50].map(price => (
    { Source: name, DetailType: 't', Detail: JSON.stringify({ price }), EventBusName: name }));
  same((await events.putEvents({ Entries })).FailedEntryCount, 0);
  const received = async () => (await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })))
    .Messages.map(m => JSON.parse(m.Body));
  same(await received(), [{ was: 50, by: name }]);
  await replays(events, bus, RuleArn, ArchiveArn);
  same(await received(), [{ was: 50, by: name }]);
  for (const [ResourceARN, keys] of [[bus, ['a', 'b']], [RuleArn, ['b']]]) {
    await events.tagResource({ ResourceARN, Tags: [{ Key: 'b', Value: '2' }] });
    same((await events.listTagsForResource({ ResourceARN })).Tags.map(t => t.Key), keys);
    await events.untagResource({ ResourceARN, TagKeys: ['b'] });
  }
  const Event = JSON.stringify({
    id: '1', account: '1', source: name, time: 't', region: 'r', resources: [], 'detail-type': 't', detail: { price: 11 },
  });
  same((await events.testEventPattern({ EventPattern, Event })).Result, true);
  await events.putRule({ Name: name, ScheduleExpression: 'rate(5 minutes)' });
  same((await events.describeRule({ Name: name })).ScheduleExpression, 'rate(5 minutes)');
  await events.disableRule({ Name: name });
  await events.deleteRule({ Name: name });
  await refused(events.putRule({ Name: name, ScheduleExpression: 'cron(0 1 * * * *)' }), 'ValidationException');
  await refused(
    events.disableRule({ Name: `Events-Archive-${name}`, EventBusName: name }), 'ManagedRuleException');
  await refused(events.listConnections({}), 'UnknownOperationException');
  await events.deleteArchive({ ArchiveName: name });
  await refused(events.deleteRule(rule), 'ValidationException');
  same((await events.removeTargets({ ...ofRule, Ids: ['t'] })).FailedEntryCount, 0);
  await events.deleteRule(rule);
  await events.deleteEventBus({ Name: name });
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await refused(events.describeEventBus({ Name: name }), 'ResourceNotFoundException');
}

async function replays(events, bus, rule, archive) {
  same((await events.describeArchive({ ArchiveName: name })).EventCount, 2);
  same((await events.listArchives({ EventSourceArn: bus })).Archives.map(a => a.EventCount), [2]);
  same((await events.updateArchive({ ArchiveName: name, RetentionDays: 2 })).State, 'ENABLED');
  const hour = 3_600_000;
  const started = await events.startReplay({
    ReplayName: name,
    EventSourceArn: archive,
    EventStartTime: new Date(Date.now() - hour),
    EventEndTime: new Date(Date.now() + hour),
    Destination: { Arn: bus, FilterArns: [rule] },
  });
  same(started.State, 'STARTING');
  while (!(await events.describeReplay({ ReplayName: name })).ReplayEndTime);
  same((await events.listReplays({ NamePrefix: name })).Replays.map(r => r.State), ['COMPLETED']);
  await refused(events.cancelReplay({ ReplayName: name }), 'IllegalStatusException');
}

async function functionsAndPools() {
  const lambda = new LambdaClient(options);
  const { Functions } = await lambda.send(new ListFunctionsCommand({}));
  same(Functions.some(f => f.FunctionName.startsWith('onboarding-')), true);
  await refused(lambda.send(new InvokeCommand({ FunctionName: name })), 'ResourceNotFoundException');
  const cognito = new CognitoIdentityProviderClient(options);
  const { Id } = (await cognito.send(new ListUserPoolsCommand({ MaxResults: 1 }))).UserPools[0];
  same((await cognito.send(new DescribeUserPoolCommand({ UserPoolId: Id }))).UserPool.Id, Id);
}

const parts = [
  identity, tables, objects, queues, mails, busesAndRules, functionsAndPools, workflows, endpoints,
];
for (const part of parts) {
  await part();
  console.log(`  ${part.name}`);
}
console.log(`${calls()} calls, each as expected`);
