import Submission
import Validation

func twice(_ gateway: any Gateway, _ payload: consuming ValidatedPayload) async {  // expected-error {{'payload' consumed more than once}}
    _ = await gateway.submit(payload) {}  // expected-note {{consumed here}}
    _ = await gateway.submit(payload) {}  // expected-note {{consumed again here}}
}
