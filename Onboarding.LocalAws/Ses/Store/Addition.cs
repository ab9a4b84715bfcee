namespace Onboarding.LocalAws.Ses.Store;

/// <summary>What became of something that was to be new under its name.</summary>
internal enum Addition
{
    Added,
    Exists,
    TooMany,
}
