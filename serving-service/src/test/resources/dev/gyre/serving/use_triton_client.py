"""Talks to an endpoint with the unmodified Triton client: address, token and model are given."""

import sys

import numpy
from tritonclient.http import InferenceServerClient, InferInput, InferRequestedOutput
from tritonclient.utils import InferenceServerException

address, token, model = sys.argv[1:]
headers = {"Authorization": "Bearer " + token}
client = InferenceServerClient(address)

assert client.is_server_live(headers=headers)
assert client.is_server_ready(headers=headers)
assert client.is_model_ready(model, headers=headers)
assert client.is_model_ready(model, "1", headers=headers)
assert not client.is_model_ready("none", headers=headers)
assert "binary_tensor_data" in client.get_server_metadata(headers=headers)["extensions"]
metadata = client.get_model_metadata(model, headers=headers)
assert metadata["inputs"][0] == {"name": "image", "datatype": "UINT8", "shape": [-1, -1, -1, 1]}
assert any(each["name"] == model for each in client.get_model_repository_index(headers=headers))

images = numpy.stack([numpy.full((5, 6, 1), value, numpy.uint8) for value in (0, 255)])
for binary in (True, False):
    image = InferInput("image", list(images.shape), "UINT8")
    image.set_data_from_numpy(images, binary_data=binary)
    outputs = [
        InferRequestedOutput("class_index", binary_data=binary),
        InferRequestedOutput("probabilities", binary_data=binary),
    ]
    for wanted in (outputs, None):
        for compression in (None, "gzip", "deflate"):
            result = client.infer(
                model,
                [image],
                outputs=wanted,
                request_id="43",
                headers=dict(headers),  # the client adds to it
                request_compression_algorithm=compression,
            )
            assert result.get_response()["id"] == "43"
            assert result.as_numpy("class_index").tolist() == [0, 1]
            assert abs(result.as_numpy("probabilities").sum() - 2) < 1e-5

try:
    client.infer("none", [image], headers=headers)
    raise AssertionError("an unknown model was answered")
except InferenceServerException as e:
    assert "There is no endpoint 'none' here" in str(e), str(e)
print("all answered")
