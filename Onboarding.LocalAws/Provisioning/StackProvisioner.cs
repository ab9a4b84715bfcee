using System.Collections.Concurrent;
using Onboarding.LocalAws.Provisioning.Resources;
using Onboarding.LocalAws.Template;
using Onboarding.LocalAws.Wire.Client;

namespace Onboarding.LocalAws.Provisioning;

/// <summary>
/// Makes a template run. Every resource is one task that starts when all that it needs exist, so independent resources
/// are created at the same time. Tables, queues and buckets go over the wire to the endpoint that holds them.
/// </summary>
internal sealed class StackProvisioner(
    StackTemplate template, WireEndpoints endpoints, IStackRuntime runtime, TimeProvider time)
{
    private readonly CreatedStack _stack = new(template);
    private readonly ConcurrentQueue<(TemplateResource Resource, ProvisioningException Failure)> _failures = new();

    /// <exception cref="ProvisioningException">Names every resource that could not be created.</exception>
    public async Task<ProvisionedStack> DeployAsync(CancellationToken stop)
    {
        var created = new Dictionary<string, Task<bool>>(StringComparer.Ordinal);
        foreach (var resource in template.Resources)
        {
            Task<bool>[] needs = [.. template.Needs(resource).Where(created.ContainsKey).Select(id => created[id])];
            created[resource.LogicalId] = CreateAfterAsync(resource, needs, stop);
        }

        await Task.WhenAll(created.Values);
        ThrowIfFailed(stop);
        // The HTTP API last: it lets requests in, and a mapping that starts at LATEST must not miss what they write.
        foreach (var resource in template.Resources.OrderBy(resource => resource.Type.Name == ServerlessHttpApi.Name))
        {
            await TryAsync(resource, StackResources.Of(resource.Type).FinishAsync, stop);
        }

        ThrowIfFailed(stop);
        return new ProvisionedStack(
            template.Stack.StackName,
            template.Outputs.ToDictionary(output => output.Name, _stack.Values.Resolve),
            [.. template.Resources.Where(resource => !resource.Type.IsOfTransform).Select(Describe)],
            template.CloudOnly);
    }

    /// <summary>
    /// False when the resource was not created; its dependents then stay away without a report of their own.
    /// </summary>
    private async Task<bool> CreateAfterAsync(TemplateResource resource, Task<bool>[] needs, CancellationToken stop)
    {
        var exist = await Task.WhenAll(needs);
        return !stop.IsCancellationRequested && exist.All(exists => exists)
            && await TryAsync(resource, StackResources.Of(resource.Type).CreateAsync, stop);
    }

    private async Task<bool> TryAsync(
        TemplateResource resource, Func<ResourceContext, CancellationToken, Task> step, CancellationToken stop)
    {
        try
        {
            var context = new ResourceContext(resource, _stack)
            {
                Endpoints = endpoints,
                Runtime = runtime,
                Time = time,
            };
            await step(context, stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (TemplateException e)
        {
            // A fault that only a created value brings to light names its own place.
            _failures.Enqueue((resource, new ProvisioningException(e.Message, e)));
            return false;
        }
        catch (Exception e) when (e is ProvisioningException or WireException or HttpRequestException)
        {
            var property = (e as ProvisioningException)?.Property;
            var at = property is null ? null : resource.Properties.Find(property)?.Position;
            var what = $"{template.Place(at ?? resource.Position)}: {resource.LogicalId} ({resource.Type.Name})";
            _failures.Enqueue((resource, new ProvisioningException($"{what} was not created: {e.Message}", e)));
            return false;
        }
    }

    private void ThrowIfFailed(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (_failures.IsEmpty)
        {
            return;
        }

        ProvisioningException[] failures =
        [
            .. _failures.OrderBy(f => f.Resource.Position.Line).ThenBy(f => f.Resource.Position.Column)
                .Select(f => f.Failure),
        ];
        throw new ProvisioningException(string.Join('\n', failures.Select(f => f.Message)), failures[0]);
    }

    private ProvisionedResource Describe(TemplateResource resource) => new(
        resource.LogicalId,
        resource.Type.Name,
        _stack.Values.Ref(resource),
        resource.Type.Attributes.ContainsKey("Arn") ? _stack.Values.Attribute(resource, "Arn") : null);
}
