internal import Mustache

// What the template may ask of the values that a page has many of. Without it the library looks each
// of them up by reflection, which takes several times as long.

extension HTMLCard: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "id": id
        case "name": self.name
        case "verdict": verdict
        case "mark": mark
        case "model": model
        case "size": size
        case "rules": rules
        case "media": media
        case "remarks": remarks
        case "skipped": skipped
        case "leftOut": leftOut
        case "submission": submission
        default: nil
        }
    }
}

extension HTMLMedia: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "picture": picture
        case "facts": facts
        default: nil
        }
    }
}

extension HTMLMedia.Fact: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "name": self.name
        case "value": value
        default: nil
        }
    }
}

extension HTMLRemark: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "level": level
        case "rule": rule
        case "summary": summary
        case "found": found
        case "accepted": accepted
        case "remedy": remedy
        case "place": place
        case "copy": copy
        default: nil
        }
    }
}

extension PlotMark: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "card": card
        case "verdict": verdict
        case "shape": shape
        case "x": x
        case "y": y
        case "title": title
        default: nil
        }
    }
}
