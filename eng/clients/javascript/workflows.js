// Step Functions and what a workflow asks besides: the parts of sdk.js.
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { paginateGetExecutionHistory, paginateListStateMachines, SFN } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { name, options, refused, same } from './answers.js';

const roleArn = 'arn:aws:iam::123456789012:role/states';
const wait = ofOneState({ Type: 'Wait', Seconds: 3600 });
const add = ofOneState({ Type: 'Pass', Parameters: { 'sum.$': 'States.MathAdd($.a, 1)' } });

function ofOneState(state) {
  return JSON.stringify({ StartAt: 'S', States: { S: { ...state, End: true } } });
}

async function all(pages, member) {
  const items = [];
  for await (const page of pages) {
    items.push(...page[member]);
  }
  return items;
}

export async function workflows() {
  // The SDK would put "sync-" before the host, which no local name resolves.
  const states = new SFN({ ...options, disableHostPrefix: true });
  same((await states.validateStateMachineDefinition({ definition: add })).result, 'OK');
  await refused(states.createStateMachine({ name, definition: '{}', roleArn }), 'InvalidDefinition');
  const { stateMachineArn } = await states.createStateMachine({
    name, definition: wait, roleArn, tags: [{ key: 'a', value: 'b' }] });
  await tags(states, stateMachineArn);
  await executions(states, stateMachineArn);
  await states.updateStateMachine({ stateMachineArn, definition: add });
  same((await states.describeStateMachine({ stateMachineArn })).definition, add);
  const machines = await all(paginateListStateMachines({ client: states, pageSize: 1 }, {}), 'stateMachines');
  same(machines.some(m => m.stateMachineArn === stateMachineArn && m.type === 'STANDARD'), true);
  await refused(states.startSyncExecution({ stateMachineArn }), 'StateMachineTypeNotSupported');
  await express(states);
  await callbacks(states);
  await refused(states.listActivities({}), 'UnknownOperationException');
  await states.deleteStateMachine({ stateMachineArn });
  await refused(states.describeStateMachine({ stateMachineArn }), 'StateMachineDoesNotExist');
}

async function tags(states, resourceArn) {
  await states.tagResource({ resourceArn, tags: [{ key: 'c', value: 'd' }] });
  await states.untagResource({ resourceArn, tagKeys: ['a'] });
  same((await states.listTagsForResource({ resourceArn })).tags, [{ key: 'c', value: 'd' }]);
}

async function executions(states, stateMachineArn) {
  const one = { stateMachineArn, name: 'one', input: '{}' };
  const { executionArn, startDate } = await states.startExecution(one);
  same((await states.startExecution(one)).executionArn, executionArn);
  same(startDate instanceof Date, true);
  await refused(states.startExecution({ ...one, input: '[]' }), 'ExecutionAlreadyExists');
  same((await states.describeStateMachineForExecution({ executionArn })).definition, wait);
  await states.stopExecution({ executionArn, error: 'E', cause: 'because' });
  const { status, error, cause } = await states.describeExecution({ executionArn });
  same([status, error, cause], ['ABORTED', 'E', 'because']);
  const pages = paginateGetExecutionHistory({ client: states, pageSize: 1 }, { executionArn });
  const history = await all(pages, 'events');
  same([history[0].type, history.at(-1).type], ['ExecutionStarted', 'ExecutionAborted']);
  same(history.map(e => e.id), history.map((_, i) => i + 1));
  const listed = await states.listExecutions({ stateMachineArn, statusFilter: 'ABORTED' });
  same(listed.executions.map(e => e.name), ['one']);
}

async function express(states) {
  const { stateMachineArn } = await states.createStateMachine({
    name: `${name}-express`, definition: add, roleArn, type: 'EXPRESS' });
  const ended = await states.startSyncExecution({ stateMachineArn, input: '{"a":1}' });
  same([ended.status, ended.output], ['SUCCEEDED', '{"sum":2}']);
  const failed = await states.startSyncExecution({ stateMachineArn, input: '{}' });
  same([failed.status, failed.error], ['FAILED', 'States.Runtime']);
  await states.deleteStateMachine({ stateMachineArn });
}

/** A task that hands its token to a queue, and this client as the worker behind it. */
async function callbacks(states) {
  const sqs = new SQSClient(options);
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `${name}-tasks` }));
  const definition = ofOneState({
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Parameters: { QueueUrl, MessageBody: { 'token.$': '$$.Task.Token' } },
  });
  const { stateMachineArn } = await states.createStateMachine({ name: `${name}-tasks`, definition, roleArn });
  const asked = async () => {
    const { executionArn } = await states.startExecution({ stateMachineArn });
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    return [executionArn, JSON.parse(Messages[0].Body).token];
  };
  const [done, doneToken] = await asked();
  await states.sendTaskHeartbeat({ taskToken: doneToken });
  await states.sendTaskSuccess({ taskToken: doneToken, output: '{"by":"JavaScript"}' });
  same((await ended(states, done)).output, '{"by":"JavaScript"}');
  await refused(states.sendTaskSuccess({ taskToken: doneToken, output: '1' }), 'TaskTimedOut');
  const [failing, failingToken] = await asked();
  await states.sendTaskFailure({ taskToken: failingToken, error: 'E', cause: 'because' });
  const { status, error, cause } = await ended(states, failing);
  same([status, error, cause], ['FAILED', 'E', 'because']);
  await refused(states.sendTaskHeartbeat({ taskToken: 'none' }), 'InvalidToken');
  await states.deleteStateMachine({ stateMachineArn });
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
}

async function ended(states, executionArn) {
  for (;;) {
    const execution = await states.describeExecution({ executionArn });
    if (execution.status !== 'RUNNING') {
      return execution;
    }
  }
}

/** SageMaker's runtime, where every endpoint hosts the model of Onboarding.LocalAws/SageMakerRuntime. */
export async function endpoints() {
  const client = new SageMakerRuntimeClient(options);
  const invoke = (body, members) => client.send(new InvokeEndpointCommand({
    EndpointName: name, ContentType: 'application/json', Body: JSON.stringify(body), ...members }));
  const answer = await invoke({ instances: [{ source: 'register', domain: 'example.com' }] });
  same([answer.ContentType, answer.InvokedProductionVariant], ['application/json', 'AllTraffic']);
  const { predictions } = JSON.parse(Buffer.from(answer.Body).toString());
  same(predictions, [{ segment: 'organiser', score: 0.08 }]);
  const refusal = await refused(invoke({ instances: [] }), 'ModelError');
  same([refusal.OriginalStatusCode, refusal.$metadata.httpStatusCode], [400, 424]);
  await refused(invoke({ instances: [{}] }, { TargetVariant: 'blue' }), 'NotImplementedException');
}
