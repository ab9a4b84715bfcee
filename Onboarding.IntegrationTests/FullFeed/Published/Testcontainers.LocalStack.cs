// Testcontainers.LocalStack 4, as far as the tests use it. The package has no nullable annotations.
#nullable disable
#pragma warning disable CS1591, CS8597, IDE0060

using DotNet.Testcontainers.Containers;

namespace Testcontainers.LocalStack
{
    // https://github.com/testcontainers/testcontainers-dotnet/blob/develop/src/Testcontainers.LocalStack/LocalStackBuilder.cs
    public sealed class LocalStackBuilder
    {
        public LocalStackBuilder(string image) => throw null;

        public LocalStackContainer Build() => throw null;
    }

    // https://github.com/testcontainers/testcontainers-dotnet/blob/develop/src/Testcontainers.LocalStack/LocalStackContainer.cs
    public sealed class LocalStackContainer : DockerContainer
    {
        private LocalStackContainer()
        {
        }

        public string GetConnectionString() => throw null;
    }
}

namespace DotNet.Testcontainers.Containers
{
    // https://github.com/testcontainers/testcontainers-dotnet/blob/develop/src/Testcontainers/Containers/DockerContainer.cs
    public class DockerContainer : IAsyncDisposable
    {
        protected DockerContainer()
        {
        }

        public virtual Task StartAsync(CancellationToken ct = default) => throw null;

        public ValueTask DisposeAsync() => throw null;
    }
}
