using Capacity.Contracts;
using Capacity.Domain.Json;

namespace Capacity.Grains;

/// <summary>Errors of an input as the problems of a refusal.</summary>
internal static class InputErrors
{
    public static Problem[] AsProblems(this IEnumerable<InputError> errors) =>
        [.. errors.Select(e => new Problem { Path = e.Path, Line = e.Line, Column = e.Column, What = e.Problem, Mend = e.Mend, WhatFr = e.ProblemFr, MendFr = e.MendFr })];
}
