using Onboarding.LocalAws.Wire.Operations;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// ListFunctions (https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html), in pages of at most 50.
/// </summary>
internal sealed class ListFunctions(LambdaFunctions functions) : IRestJsonOperation
{
    private const int PageSizeMax = 50;

    public string Name => "ListFunctions";

    public RestJsonRoute Route { get; } = new("GET /2015-03-31/functions");

    public IReadOnlyList<Permission> Permissions { get; } = [new("lambda:ListFunctions")];

    public OperationMembers Members { get; } = new("Marker", "MaxItems")
    {
        Refused = ["MasterRegion", "FunctionVersion"],
    };

    public ValueTask ExecuteAsync(RestJsonCall call, CancellationToken stop)
    {
        var marker = call.Query["Marker"].ToString();
        var size = int.TryParse(call.Query["MaxItems"], out var items)
            ? Math.Clamp(items, 1, PageSizeMax)
            : PageSizeMax;
        // The marker is the last name of the page before: stable when functions come and go.
        var rest = functions.All.Where(f => string.CompareOrdinal(f.Name, marker) > 0).ToList();
        var page = rest.Take(size).ToList();
        var response = call.Response;
        response.WriteStartArray("Functions");
        foreach (var function in page)
        {
            response.WriteStartObject();
            FunctionConfiguration.WriteMembers(response, functions, function);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (rest.Count > page.Count)
        {
            response.WriteString("NextMarker", page[^1].Name);
        }

        return ValueTask.CompletedTask;
    }
}
