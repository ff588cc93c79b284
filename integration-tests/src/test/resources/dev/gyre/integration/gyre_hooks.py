"""What schemathesis has to be told of Gyre."""

import os

import schemathesis

# Bytes go out as they are; of these media types there is no notion by itself.
schemathesis.serializer.alias(
    ["application/zip", "image/jpeg", "image/png"], "application/octet-stream"
)


@schemathesis.hook
def before_call(context, case, kwargs):
    """Asks as an administrator; but signing out ends the token that it is asked with."""
    ends = case.operation.path.endswith("/sign-out")
    token = os.environ["GYRE_TOKEN_TO_END" if ends else "GYRE_TOKEN"]
    case.headers["Authorization"] = "Bearer " + token
