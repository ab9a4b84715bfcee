using System.Collections.Concurrent;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Template.Resources;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// Makes a template run. Every resource is one task that starts when all that it needs exist, so independent resources
/// are created at the same time. Tables, queues and buckets go over the wire to whatever endpoint holds them.
/// </summary>
internal sealed class StackProvisioner(
    StackTemplate template, WireClient wire, IStackRuntime runtime, TimeProvider time)
{
    private readonly TableProvisioner _tables = new(wire, time);
    private readonly QueueProvisioner _queues = new(wire);
    private readonly EventProvisioner _events = new(wire, template);
    private readonly UserPoolProvisioner _userPools = new(wire, template);
    private readonly IdentityPoolProvisioner _identityPools = new(wire, template);
    private readonly ConcurrentBag<TemplateMapping> _routes = [];
    private readonly ConcurrentBag<(string ApiId, TemplateMapping Properties)> _apis = [];

    /// <exception cref="ProvisioningException">Names every resource that could not be created.</exception>
    public async Task<ProvisionedStack> DeployAsync(CancellationToken stop)
    {
        var created = new Dictionary<string, Task<bool>>(StringComparer.Ordinal);
        var failures = new ConcurrentQueue<Exception>();
        foreach (TemplateResource resource in template.Resources)
        {
            Task<bool>[] needs = [.. template.Needs(resource).Where(created.ContainsKey).Select(id => created[id])];
            created[resource.LogicalId] = CreateAfterAsync(resource, needs, failures, stop);
        }

        await Task.WhenAll(created.Values);
        stop.ThrowIfCancellationRequested();
        if (!failures.IsEmpty)
        {
            throw new ProvisioningException(
                string.Join('\n', failures.Select(failure => failure.Message)), failures.First());
        }

        foreach ((string apiId, TemplateMapping properties) in _apis)
        {
            await CreateApiAsync(apiId, properties, stop);
        }

        return new ProvisionedStack(
            template.Stack.StackName,
            template.Outputs.ToDictionary(output => output.Name, template.Resolve),
            [.. template.Resources.Where(resource => resource.Type != HttpApiRoute.Type).Select(Describe)],
            template.CloudOnly);
    }

    /// <summary>
    /// False when the resource was not created; its dependents then stay away without a report of their own.
    /// </summary>
    private async Task<bool> CreateAfterAsync(
        TemplateResource resource, Task<bool>[] needs, ConcurrentQueue<Exception> failures, CancellationToken stop)
    {
        bool[] exist = await Task.WhenAll(needs);
        if (stop.IsCancellationRequested || !exist.All(exists => exists))
        {
            return false;
        }

        try
        {
            await CreateAsync(resource, stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (TemplateException e)
        {
            // A fault that only a created value brings to light names its own place.
            failures.Enqueue(new ProvisioningException(e.Message, e));
            return false;
        }
        catch (Exception e) when (e is ProvisioningException or HttpRequestException)
        {
            failures.Enqueue(new ProvisioningException(
                $"{template.Place(resource.Position)}: {resource.LogicalId} ({resource.Type.Name}) was not created: "
                + e.Message,
                e));
            return false;
        }
    }

    private async Task CreateAsync(TemplateResource resource, CancellationToken stop)
    {
        string id = resource.LogicalId;
        string name = template.PhysicalName(resource);
        TemplateMapping properties = template.Resolve(resource);
        WireAnswer answer;
        switch (resource.Type.Name)
        {
            case DynamoDbTable.Name:
                if (await _tables.CreateAsync(name, properties, stop) is { } streamArn)
                {
                    template.SetCreated(id, "StreamArn", streamArn);
                }

                break;
            case SqsQueue.Name:
                string url = await _queues.CreateAsync(name, properties, stop);
                template.SetCreated(id, "Ref", url);
                template.SetCreated(id, "QueueUrl", url);
                break;
            case S3Bucket.Name:
                answer = await wire.PutBucketAsync(name, stop);
                if (!answer.IsSuccess && answer.ErrorCode != "BucketAlreadyOwnedByYou")
                {
                    throw new ProvisioningException($"CreateBucket: {answer.Describe()}");
                }

                break;
            case SesEmailIdentity.Name:
                answer = await wire.CreateEmailIdentityAsync(name, stop);
                if (!answer.IsSuccess && answer.ErrorCode != "AlreadyExistsException")
                {
                    throw new ProvisioningException($"CreateEmailIdentity: {answer.Describe()}");
                }

                break;
            case CognitoUserPool.Name:
                await _userPools.CreatePoolAsync(resource, name, properties, stop);
                break;
            case CognitoUserPoolClient.Name:
                await _userPools.CreateClientAsync(resource, name, properties, stop);
                break;
            case CognitoIdentityPool.Name:
                await _identityPools.CreatePoolAsync(resource, name, properties, stop);
                break;
            case CognitoIdentityPoolRoleAttachment.Name:
                await _identityPools.AttachRolesAsync(properties, stop);
                break;
            case EventsEventBus.Name:
                await _events.CreateBusAsync(name, properties, stop);
                break;
            case EventsRule.Name:
                await _events.CreateRuleAsync(resource, name, properties, stop);
                break;
            case ServerlessFunction.Name:
                await runtime.CreateFunctionAsync(FunctionReader.Read(name, properties), stop);
                break;
            case EventSourceMapping.Name:
                await runtime.CreateEventSourceMappingAsync(EventSourceMappingReader.Read(id, properties), stop);
                break;
            case ServerlessHttpApi.Name:
                _apis.Add((name, properties));
                break;
            case HttpApiRoute.Name:
                _routes.Add(properties);
                break;
            default:
                throw new InvalidOperationException($"{resource.Type.Name} is supported but has no provisioner.");
        }
    }

    private ValueTask CreateApiAsync(string apiId, TemplateMapping properties, CancellationToken stop) =>
        runtime.CreateHttpApiAsync(
            HttpApiReader.Read(apiId, properties, _routes.Where(route => route.RequiredText("ApiId") == apiId)), stop);

    private ProvisionedResource Describe(TemplateResource resource) => new(
        resource.LogicalId,
        resource.Type.Name,
        template.Ref(resource),
        resource.Type.Attributes.ContainsKey("Arn") ? template.Attribute(resource, "Arn") : null);
}
