internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// Programs of the system that are run to their end for what they print.
///
/// Foundation's `Process` needs a socket on the loopback interface to learn that a program has ended:
/// where a network has none it waits for ever.
enum SystemProgram {
    /// What the program, which is looked for in `PATH`, prints on standard output; `nil` when it cannot
    /// be started or fails.
    ///
    /// It reads nothing, its errors are not shown, and `environment` is its whole environment. What a
    /// terminal sends to us does not end it: it is waited for.
    static func output(
        of name: String,
        _ arguments: [String],
        environment: [String: String]
    ) -> [UInt8]? {
        guard let (reading, writing) = try? FileDescriptor.pipe() else { return nil }
        defer { try? reading.close() }
        for end in [reading, writing] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        let process = unsafe withTexts([name] + arguments) { arguments in
            let environment = environment.map { $0 + "=" + $1 }
            return unsafe withTexts(environment) { environment in
                unsafe start(name, arguments, environment, printingTo: writing)
            }
        }
        try? writing.close()
        guard let process else { return nil }
        let bytes = try? reading.contents()
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            // Where whoever started us wants to hear of no end, nobody is told how a program ended.
            guard errno == EINTR else { return bytes }
        }
        return status == 0 ? bytes : nil
    }

    private typealias Texts = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    private static func start(
        _ name: String,
        _ arguments: Texts,
        _ environment: Texts,
        printingTo output: FileDescriptor
    ) -> pid_t? {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output.rawValue, STDOUT_FILENO)
        for (number, mode) in [(STDIN_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)] {
            unsafe posix_spawn_file_actions_addopen(&actions, number, "/dev/null", mode, 0)
        }
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
        // The signal mask is that of one of our threads, which blocks most.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP)
        )
        var process: pid_t = 0
        let code = unsafe posix_spawnp(
            &process,
            name,
            &actions,
            &attributes,
            arguments,
            environment
        )
        return code == 0 ? process : nil
    }

    /// Hands over texts as C has them: each ends with a zero, and the list with nothing.
    private static func withTexts<Result>(_ texts: [String], _ body: (Texts) -> Result) -> Result {
        let list = Texts.allocate(capacity: texts.count + 1)
        for (index, text) in texts.enumerated() {
            unsafe (list + index).initialize(to: strdup(text))
        }
        unsafe (list + texts.count).initialize(to: nil)
        defer {
            for index in texts.indices { unsafe free(list[index]) }
            unsafe list.deallocate()
        }
        return unsafe body(list)
    }
}

extension FileDescriptor {
    /// Everything up to the end.
    fileprivate func contents() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let chunk = unsafe try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
    }
}
