using Amazon.CognitoIdentityProvider;
using Amazon.CognitoIdentityProvider.Model;
using Onboarding.AppHost.Endpoints;
using Onboarding.LocalAws.Hosting;

namespace Onboarding.AppHost.Users;

/// <summary>
/// Brings users into a pool: AdminCreateUser without a mail, then AdminSetUserPassword. Cases: a user who is not there
/// is created; one who is stays as is; one whom an earlier run created without getting to the password gets it now.
/// Thus running it again continues where it stopped, and changes nothing once it is through.
/// </summary>
internal sealed class UserPoolSeeder(IAmazonCognitoIdentityProvider cognito, AwsEndpoint endpoint)
{
    private const int PageSize = 60;
    private const int PagesMax = 100;

    /// <summary>The id of the one pool of that name.</summary>
    public Task<string> FindPoolAsync(string name, CancellationToken stop) => endpoint.CallAsync(async () =>
    {
        List<string> ids = [];
        var request = new ListUserPoolsRequest { MaxResults = PageSize };
        for (var page = 0; page < PagesMax; page++)
        {
            var answer = await cognito.ListUserPoolsAsync(request, stop);
            ids.AddRange(answer.UserPools!.Where(pool => pool.Name == name).Select(pool => pool.Id!));
            request.NextToken = answer.NextToken;
            if (answer.NextToken is null)
            {
                break;
            }
        }

        // Pools may share a name.
        return ids is [var id]
            ? id
            : throw new LocalAwsException(
                $"there {(ids.Count == 0 ? "is no user pool" : $"are {ids.Count} user pools")} named '{name}' at "
                + $"{endpoint.Address}; name one with --user-pool");
    });

    /// <exception cref="LocalAwsException">A user could not be brought in; says which and how many were.</exception>
    public async Task<SeedSummary> SeedAsync(string poolId, IReadOnlyList<SeedUser> users, CancellationToken stop)
    {
        var done = new SeedSummary(0, 0);
        foreach (var user in users)
        {
            try
            {
                done = await endpoint.CallAsync(() => SeedAsync(poolId, user, stop))
                    ? done with { Created = done.Created + 1 }
                    : done with { Existed = done.Existed + 1 };
            }
            catch (Exception e) when (e is LocalAwsException || stop.IsCancellationRequested)
            {
                // AWS quotes values in some of its validation errors.
                var reason = e is not LocalAwsException
                    ? "interrupted"
                    : e.Message.Replace(user.Email, "(email)", StringComparison.OrdinalIgnoreCase)
                        .Replace(user.Password, "(password)", StringComparison.Ordinal);
                throw new LocalAwsException(
                    $"stopped at {user.Place}: {reason}\n"
                    + $"of {users.Count} users were {done}; run it again to continue",
                    e);
            }
        }

        return done;
    }

    /// <summary>False for a user who was there.</summary>
    private async Task<bool> SeedAsync(string poolId, SeedUser user, CancellationToken stop)
    {
        try
        {
            await cognito.AdminCreateUserAsync(
                new AdminCreateUserRequest
                {
                    UserPoolId = poolId,
                    Username = user.Email,
                    UserAttributes = [.. user.Attributes],
                    MessageAction = "SUPPRESS",
                    // The pool judges it here, before there is a user.
                    TemporaryPassword = user.Password,
                },
                stop);
        }
        catch (UsernameExistsException)
        {
            if (!await IsHalfSeededAsync(poolId, user, stop))
            {
                return false;
            }
        }

        await cognito.AdminSetUserPasswordAsync(
            new AdminSetUserPasswordRequest
            {
                UserPoolId = poolId,
                Username = user.Email,
                Password = user.Password,
                Permanent = true,
            },
            stop);
        return true;
    }

    /// <summary>
    /// An invited user has the status FORCE_CHANGE_PASSWORD, too, so the attributes must equal those of the file.
    /// </summary>
    private async Task<bool> IsHalfSeededAsync(string poolId, SeedUser user, CancellationToken stop)
    {
        var found = await cognito.AdminGetUserAsync(
            new AdminGetUserRequest { UserPoolId = poolId, Username = user.Email }, stop);
        return found.UserStatus == "FORCE_CHANGE_PASSWORD"
            && found.UserAttributes!.Where(attribute => attribute.Name != "sub")
                .Select(attribute => (attribute.Name, attribute.Value)).ToHashSet()
                .SetEquals(user.Attributes.Select(attribute => (attribute.Name, attribute.Value)));
    }
}
