import Validation

func keep(_ payload: consuming ValidatedPayload) {
    _ = [payload]  // expected-error {{generic struct 'Array' requires that 'ValidatedPayload' conform to 'Copyable'}}
}
