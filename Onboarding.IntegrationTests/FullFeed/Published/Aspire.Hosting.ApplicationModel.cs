// Aspire.Hosting 13.5.4, the namespace ApplicationModel; see Aspire.Hosting.cs beside it.
#nullable enable
#pragma warning disable CS1591, CS8597, IDE0060, IDE0044, IDE0051

using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;

namespace Aspire.Hosting.ApplicationModel
{
    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class BeforeResourceStartedEvent;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public sealed class CommandLineArgsCallbackContext
    {
        public IList<object> Args => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class CommandOptions
    {
        public string? ConfirmationMessage { get; set; }

        public string? Description { get; set; }

        public string? IconName { get; set; }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public enum CommandResultFormat
    {
        Text = 0,
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public static class CommandResults
    {
        public static ExecuteCommandResult Failure(Exception exception) => throw null;

        public static ExecuteCommandResult Success(
            string message, string result, CommandResultFormat resultFormat = CommandResultFormat.Text) => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class ContainerResource
        : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
    {
        private ContainerResource()
            : base(default!)
        {
        }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public enum EndpointProperty
    {
        HostAndPort = 6,
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public sealed class EndpointReference : IExpressionValue
    {
        public EndpointReference(IResourceWithEndpoints owner, string endpointName) => throw null;

        public string Url => throw null;

        public EndpointReferenceExpression Property(EndpointProperty property) => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class EndpointReferenceExpression : IExpressionValue;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class EnvironmentCallbackContext
    {
        public CancellationToken CancellationToken => throw null;

        public Dictionary<string, object> EnvironmentVariables => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class ExecutableResource
        : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
    {
        public ExecutableResource(string name, string command, string workingDirectory)
            : base(default!)
        {
        }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public sealed class ExecuteCommandContext
    {
        public required CancellationToken CancellationToken { get; init; }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public sealed class ExecuteCommandResult;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class HttpCommandOptions : CommandOptions;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IExpressionValue : IValueProvider, IManifestExpressionProvider;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IManifestExpressionProvider;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResource
    {
        string Name { get; }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceAnnotation;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceBuilder<out T>
        where T : IResource
    {
        T Resource { get; }

        IResourceBuilder<T> WithAnnotation<TAnnotation>(
            TAnnotation annotation,
            ResourceAnnotationMutationBehavior behavior = ResourceAnnotationMutationBehavior.Append)
            where TAnnotation : IResourceAnnotation;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceCollection : IList<IResource>;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceWithArgs : IResource;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceWithEndpoints : IResource;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceWithEnvironment : IResource;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IResourceWithWaitSupport : IResource;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public interface IValueProvider;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class ParameterResource : Resource, IExpressionValue
    {
        private ParameterResource()
            : base(default!)
        {
        }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public class ReferenceExpression : IExpressionValue
    {
        public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => throw null;

        // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
        [InterpolatedStringHandler]
        public ref struct ExpressionInterpolatedStringHandler
        {
            public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount) => throw null;

            public readonly void AppendFormatted(string? value) => throw null;

            public void AppendFormatted<T>(T valueProvider)
                where T : IValueProvider, IManifestExpressionProvider => throw null;

            public readonly void AppendLiteral(string value) => throw null;
        }
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public abstract class Resource : IResource
    {
        protected Resource(string name) => throw null;

        public virtual string Name => throw null;

        public virtual ResourceAnnotationCollection Annotations => throw null;
    }

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

    // https://github.com/microsoft/aspire/blob/0b516300267ea7aca7648f92b3197c7757f6555f/src/Aspire.Hosting/api/Aspire.Hosting.cs
    public enum ResourceAnnotationMutationBehavior
    {
        Append = 0,
    }
}
