// This one must compile: it shows that the others fail for the reason that they name.
import Submission
import Validation

func once(_ gateway: any Gateway, _ payload: consuming ValidatedPayload) async {
    _ = await gateway.submit(payload) {}
}
