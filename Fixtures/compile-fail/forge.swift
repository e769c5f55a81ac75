import PreflightModel
import Validation

func forge(_ model: ModelID) {
    _ = ValidatedPayload(subject: "", model: model, body: [], digest: "", measured: "")  // expected-error {{'ValidatedPayload' initializer is inaccessible due to 'internal' protection level}}
}
