namespace Onboarding.LocalAws.S3.Operations;

/// <summary>DeleteObject: 204, whether the object was there or not.</summary>
internal static class DeleteObject
{
    public static async ValueTask HandleAsync(S3Request request)
    {
        var condition = WriteConditions.Read(request) with { MustBeAbsent = false };
        WriteConditions.Check(request, request.Store.Delete(request.Bucket, request.Key, condition), condition);
        await request.Contents.SweepAsync();
        await request.SendAsync(204);
    }
}
