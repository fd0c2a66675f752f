using Microsoft.AspNetCore.Identity;

namespace Capacity.Hosting.Identity;

/// <summary>Someone who signs in to this installation; the user name is what they type on the sign-in page.</summary>
public sealed class Person : IdentityUser;
