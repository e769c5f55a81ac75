/// Schemas of models that nobody offers, in the provider's format.
enum SchemaFixtures {
    static let files: [FixtureFile] = [
        FixtureFile("schemas/frame.json", text: frame),
        FixtureFile("schemas/one-kilobyte.json", text: oneKilobyte),
        FixtureFile("schemas/unknown-rule.json", text: unknownRule),
    ]

    /// Other names and other numbers than the built-in models have.
    private static let frame = """
        {
          "model_id": "example/frame-to-video",
          "input_schema": {
            "type": "object",
            "required": ["prompt", "frame"],
            "properties": {
              "prompt": {
                "type": "string",
                "title": "Prompt",
                "description": "What happens in the video.",
                "maxLength": 80
              },
              "frame": {
                "type": "string",
                "format": "image_uri",
                "title": "Frame",
                "description": "The picture that the video starts with.",
                "validations": [
                  {
                    "validation_rule": "width_pixels<",
                    "validation_value": 700,
                    "validation_error": "The frame must be less than 700 pixels wide."
                  }
                ]
              },
              "thumbnail": {
                "type": "string",
                "format": "image_uri",
                "title": "Thumbnail",
                "description": "A small picture for the list of videos.",
                "validations": [
                  {
                    "validation_rule": "file_size_mb<",
                    "validation_value": 0.001,
                    "validation_error": "The thumbnail must be smaller than 0.001 MB."
                  }
                ]
              },
              "speed": {
                "type": "string",
                "title": "Speed",
                "enum": ["slow", "quick"],
                "default": "slow"
              }
            }
          }
        }
        """

    /// A limit on bytes that small files can break.
    private static let oneKilobyte = """
        {
          "model_id": "example/one-kilobyte",
          "input_schema": {
            "type": "object",
            "required": ["thumbnail"],
            "properties": {
              "thumbnail": {
                "type": "string",
                "format": "image_uri",
                "title": "Thumbnail",
                "validations": [
                  {
                    "validation_rule": "file_size_mb<",
                    "validation_value": 0.001,
                    "validation_error": "The thumbnail must be smaller than 0.001 MB."
                  }
                ]
              }
            }
          }
        }
        """

    private static let unknownRule = """
        {
          "model_id": "example/unknown-rule",
          "input_schema": {
            "type": "object",
            "required": ["frame"],
            "properties": {
              "frame": {
                "type": "string",
                "format": "image_uri",
                "title": "Frame",
                "description": "The picture that the video starts with.",
                "validations": [
                  {
                    "validation_rule": "width_pixels<",
                    "validation_value": 700,
                    "validation_error": "The frame must be less than 700 pixels wide."
                  },
                  {
                    "validation_rule": "colour_depth<",
                    "validation_value": 32,
                    "validation_error": "The frame must have fewer than 32 bits per pixel."
                  }
                ]
              }
            }
          }
        }
        """
}
