internal import Foundation
internal import Gathering
internal import PreflightModel
internal import Schemas

extension ModelCatalogue {
    /// What came of fetching the provider's catalogue.
    public struct Refreshed: Hashable, Sendable, Encodable {
        /// A built-in model, as the provider has it.
        public struct Model: Hashable, Sendable, Encodable {
            /// Its name.
            public let id: String
            /// How it differs from the built-in copy; `nil` when it does not.
            public let change: String?
            /// What it costs, such as `0.26 USD per output`.
            public let price: String?
        }

        /// Where the catalogue is kept.
        public let path: String
        /// How many models the catalogue has.
        public let count: Int
        /// The built-in models.
        public let models: [Model]
    }

    /// Fetches the provider's catalogue, keeps it in the cache directory, and compares it with the
    /// built-in models.
    public static func refresh(
        from target: SubmitOptions.Target
    ) async throws(PreflightError) -> Refreshed {
        let api = try ModelAPI.at(target)
        let listed = try await ProviderCatalogue.fetch(
            from: api,
            now: WallClock.secondsSince1970()
        )
        let catalogue = try catalogue(adding: [])
        return Refreshed(
            path: ProviderCatalogue.path(
                for: api.name,
                environment: ProcessInfo.processInfo.environment
            ) ?? "",
            count: listed.models.count,
            models: catalogue.models.map { model in
                Refreshed.Model(
                    id: model.description,
                    change: listed.change(of: model, from: catalogue[model])?.words,
                    price: listed.price(of: model).map {
                        "\($0.amount) USD per \($0.unit.rawValue)"
                    }
                )
            }
        )
    }
}
