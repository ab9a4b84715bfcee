namespace Onboarding.AppHost.Graph;

/// <summary>
/// The origins of the common development servers on this machine. Their pages may call the HTTP API without a setting;
/// <c>--parameter AllowedOrigins=…</c> replaces them.
/// </summary>
internal static class DevServerOrigins
{
    /// <summary>
    /// Parcel, Create React App and Next.js (and 3001 where that is taken), Vite's preview, Angular, Astro, Vite,
    /// Python's http.server, Vue CLI and webpack.
    /// </summary>
    private static readonly int[] Ports = [1234, 3000, 3001, 4173, 4200, 4321, 5173, 8000, 8080];

    public static string All { get; } = string.Join(
        ',', Ports.SelectMany(port => new[] { $"http://localhost:{port}", $"http://127.0.0.1:{port}" }));
}
