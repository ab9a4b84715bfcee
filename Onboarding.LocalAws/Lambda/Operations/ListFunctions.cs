using Onboarding.LocalAws.Wire;

namespace Onboarding.LocalAws.Lambda.Operations;

/// <summary>
/// ListFunctions (https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html), in pages of at most 50.
/// </summary>
internal static class ListFunctions
{
    private const int PageSizeMax = 50;

    public static ValueTask HandleAsync(AwsRequest request, LambdaFunctions functions)
    {
        var query = request.Http.Request.Query;
        var marker = query["Marker"].ToString();
        var size = int.TryParse(query["MaxItems"], out var items) ? Math.Clamp(items, 1, PageSizeMax) : PageSizeMax;
        // The marker is the last name of the page before: stable when functions come and go.
        var rest = functions.All.Where(f => string.CompareOrdinal(f.Name, marker) > 0).ToList();
        var page = rest.Take(size).ToList();
        return JsonAnswer.SendAsync(request, 200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("Functions");
            foreach (var function in page)
            {
                FunctionConfiguration.Write(json, functions, function);
            }

            json.WriteEndArray();
            if (rest.Count > page.Count)
            {
                json.WriteString("NextMarker", page[^1].Name);
            }

            json.WriteEndObject();
        });
    }
}
