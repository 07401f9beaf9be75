
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'bitacora' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'bitacora'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'bitacora' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a desk: a configuration, and a repository if there is none')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'File an incident')
            [CompletionResult]::new('classify', 'classify', [CompletionResultType]::ParameterValue, 'Judge kind, category, service, and the priority that follows')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Work on a ticket yourself')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Give tickets to an agent')
            [CompletionResult]::new('escalate', 'escalate', [CompletionResultType]::ParameterValue, 'Hand tickets to another tier')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Record a public message to the requester')
            [CompletionResult]::new('note', 'note', [CompletionResultType]::ParameterValue, 'Write an internal note, which no customer reads')
            [CompletionResult]::new('receive', 'receive', [CompletionResultType]::ParameterValue, 'Record a message from the requester')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Put the turn to the customer, a supplier or a date')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Take the turn back from whom a ticket waits for')
            [CompletionResult]::new('diagnose', 'diagnose', [CompletionResultType]::ParameterValue, 'Write down why it happens')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Let adaptive tickets be done')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'End adaptive tickets that will not be done')
            [CompletionResult]::new('promise', 'promise', [CompletionResultType]::ParameterValue, 'Record the date given to the customer')
            [CompletionResult]::new('waive', 'waive', [CompletionResultType]::ParameterValue, 'Record that a target is given up')
            [CompletionResult]::new('work', 'work', [CompletionResultType]::ParameterValue, 'Record time worked')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Tie tickets to another one')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what restored service')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close resolved tickets')
            [CompletionResult]::new('reopen', 'reopen', [CompletionResultType]::ParameterValue, 'Bring back tickets that were not solved after all')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'End tickets without a resolution')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change a ticket''s file in the editor')
            [CompletionResult]::new('commit', 'commit', [CompletionResultType]::ParameterValue, 'Record files of the store that were changed by hand')
            [CompletionResult]::new('attach', 'attach', [CompletionResultType]::ParameterValue, 'Keep files beside a ticket')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tickets')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Look for text in tickets and in the FAQ')
            [CompletionResult]::new('similar', 'similar', [CompletionResultType]::ParameterValue, 'Show what was solved before that is like a ticket or a text')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show tickets as a person reads them')
            [CompletionResult]::new('next', 'next', [CompletionResultType]::ParameterValue, 'Show what to do next, with the command to type')
            [CompletionResult]::new('sla', 'sla', [CompletionResultType]::ParameterValue, 'Show the clocks of tickets')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Show what happened to tickets, field by field: who and when')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report on a period')
            [CompletionResult]::new('calendar', 'calendar', [CompletionResultType]::ParameterValue, 'Ask a calendar when it is open, and count hours with it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Bring in the tickets of another system, with their histories')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove that the files of the store are valid and agree with their record')
            [CompletionResult]::new('contract', 'contract', [CompletionResultType]::ParameterValue, 'Read contracts: who the customers are and what is promised to them')
            [CompletionResult]::new('faq', 'faq', [CompletionResultType]::ParameterValue, 'Keep articles, so that no question is answered twice')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Bring the store''s files to this program''s format')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Make a store with three weeks of incidents, and show the cycle on it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the schemas of the answers in JSON')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;init' {
            [CompletionResult]::new('--timezone', '--timezone', [CompletionResultType]::ParameterName, 'The zone of ids, of times written, of reports; the system''s when it is not said')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--example', '--example', [CompletionResultType]::ParameterName, 'Fill it with three weeks of an example desk')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;open' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--customer', '--customer', [CompletionResultType]::ParameterName, 'Whose incident it is; given several times, one ticket for each')
            [CompletionResult]::new('--requester', '--requester', [CompletionResultType]::ParameterName, 'Who reported it; with contracts, this tells the customer too')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel it came')
            [CompletionResult]::new('--contact', '--contact', [CompletionResultType]::ParameterName, 'When they made contact, if before the filing')
            [CompletionResult]::new('--error-code', '--error-code', [CompletionResultType]::ParameterName, 'The code on the screen')
            [CompletionResult]::new('--environment', '--environment', [CompletionResultType]::ParameterName, 'Equipment, version, place')
            [CompletionResult]::new('--claimed', '--claimed', [CompletionResultType]::ParameterName, 'The urgency the requester claims; it does not make the priority')
            [CompletionResult]::new('--tag', '--tag', [CompletionResultType]::ParameterName, 'A free word; may be given several times')
            [CompletionResult]::new('--like', '--like', [CompletionResultType]::ParameterName, 'Copy kind, category, service, error code, impact and urgency of a ticket')
            [CompletionResult]::new('--impact', '--impact', [CompletionResultType]::ParameterName, 'How much has stopped')
            [CompletionResult]::new('--urgency', '--urgency', [CompletionResultType]::ParameterName, 'How soon it must work again')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'corrective, usage, preventive or adaptive')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'What it is about')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'The service it is about')
            [CompletionResult]::new('--resolution', '--resolution', [CompletionResultType]::ParameterName, 'Resolve it at once: what was done')
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'Time worked on it: 45m, 1h30m')
            [CompletionResult]::new('--assignee', '--assignee', [CompletionResultType]::ParameterName, 'Who has it from the start')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;classify' {
            [CompletionResult]::new('--impact', '--impact', [CompletionResultType]::ParameterName, 'How much has stopped')
            [CompletionResult]::new('--urgency', '--urgency', [CompletionResultType]::ParameterName, 'How soon it must work again')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'corrective, usage, preventive or adaptive')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'What it is about')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'The service it is about')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'A priority that is not the matrix''s')
            [CompletionResult]::new('--because', '--because', [CompletionResultType]::ParameterName, 'Why the priority is not the matrix''s')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;take' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;assign' {
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, '1 front desk, 2 specialists, 3 quality and conflicts')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;escalate' {
            [CompletionResult]::new('--tier', '--tier', [CompletionResultType]::ParameterName, '1 front desk, 2 specialists, 3 quality and conflicts')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Who gets it there')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;reply' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel; a message goes through the ticket''s own if none is said')
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'Time worked: 45m, 1h30m')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--auto', '--auto', [CompletionResultType]::ParameterName, 'A program wrote it: an acknowledgement, an out-of-office reply, an alert')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;note' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel; a message goes through the ticket''s own if none is said')
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'Time worked: 45m, 1h30m')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--auto', '--auto', [CompletionResultType]::ParameterName, 'A program wrote it: an acknowledgement, an out-of-office reply, an alert')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;receive' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel; a message goes through the ticket''s own if none is said')
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'Time worked: 45m, 1h30m')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--auto', '--auto', [CompletionResultType]::ParameterName, 'A program wrote it: an acknowledgement, an out-of-office reply, an alert')
            [CompletionResult]::new('--thanks', '--thanks', [CompletionResultType]::ParameterName, 'It asks nothing: a thank-you, which is no message left unread')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;wait' {
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'Who is on turn: customer, supplier or schedule')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Until when, if agreed')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel, if not the ticket''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;resume' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;diagnose' {
            [CompletionResult]::new('--cause', '--cause', [CompletionResultType]::ParameterName, 'Why it happens; asked for in the editor when it is not said')
            [CompletionResult]::new('--reproduction', '--reproduction', [CompletionResultType]::ParameterName, 'How to see it happen')
            [CompletionResult]::new('--correction', '--correction', [CompletionResultType]::ParameterName, 'What could be done; may be given several times')
            [CompletionResult]::new('--component', '--component', [CompletionResultType]::ParameterName, 'The part of the product')
            [CompletionResult]::new('--introduced-by', '--introduced-by', [CompletionResultType]::ParameterName, 'The commit of this repository that introduced it, below the desk''s own')
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'Time worked: 45m, 1h30m')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;approve' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Who decided: a contact who approves, or an agent')
            [CompletionResult]::new('--estimate', '--estimate', [CompletionResultType]::ParameterName, 'Estimated work: 16h')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel, if not the ticket''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;reject' {
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Who decided: a contact who approves, or an agent')
            [CompletionResult]::new('--estimate', '--estimate', [CompletionResultType]::ParameterName, 'Estimated work: 16h')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel, if not the ticket''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;promise' {
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The day, of the customer''s zone: 2026-12-01, tomorrow, +3d')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel, if not the ticket''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;waive' {
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Which: response, resolution or update')
            [CompletionResult]::new('--agreed-by', '--agreed-by', [CompletionResultType]::ParameterName, 'Who agreed: a contact of the customer who approves; or the agent who grants it')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;work' {
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'How long: 45m, 1h30m')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'From when')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'To when')
            [CompletionResult]::new('--place', '--place', [CompletionResultType]::ParameterName, 'Where')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--free', '--free', [CompletionResultType]::ParameterName, 'The customer pays nothing for it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;link' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The other ticket')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'What the other one is to it')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;resolve' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel the requester is told, if not the ticket''s own')
            [CompletionResult]::new('--cause', '--cause', [CompletionResultType]::ParameterName, 'The root cause')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'A commit of this repository that fixes it, below the desk''s own; may be given several times')
            [CompletionResult]::new('--article', '--article', [CompletionResultType]::ParameterName, 'The FAQ article that answered it')
            [CompletionResult]::new('--spent', '--spent', [CompletionResultType]::ParameterName, 'Time worked: 45m, 1h30m')
            [CompletionResult]::new('--impact', '--impact', [CompletionResultType]::ParameterName, 'How much has stopped')
            [CompletionResult]::new('--urgency', '--urgency', [CompletionResultType]::ParameterName, 'How soon it must work again')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'corrective, usage, preventive or adaptive')
            [CompletionResult]::new('--category', '--category', [CompletionResultType]::ParameterName, 'What it is about')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'The service it is about')
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'A priority that is not the matrix''s')
            [CompletionResult]::new('--because', '--because', [CompletionResultType]::ParameterName, 'Why the priority is not the matrix''s')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--workaround', '--workaround', [CompletionResultType]::ParameterName, 'Service is restored, the cause lives on in a linked ticket')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;close' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel, if not the ticket''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--confirmed', '--confirmed', [CompletionResultType]::ParameterName, 'The requester said that it works')
            [CompletionResult]::new('--silence', '--silence', [CompletionResultType]::ParameterName, 'The requester did not answer')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;reopen' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;cancel' {
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'duplicate, out-of-scope, no-fault, withdrawn, no-answer or spam')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'The ticket that a duplicate repeats')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'Through which channel, if not the ticket''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--internal', '--internal', [CompletionResultType]::ParameterName, 'The requester is not told')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;edit' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;commit' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;attach' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;list' {
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Sort by this field, or by what is due next; a minus before it turns the order')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Show these fields')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show no more than this many')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Also tickets that have ended')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Annotate files and write the summary of a job of GitHub Actions')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;search' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show no more than this many')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;similar' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show no more than this many')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;show' {
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;next' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show no more than this many')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--mine', '--mine', [CompletionResultType]::ParameterName, 'Only tickets of whoever acts')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Annotate files and write the summary of a job of GitHub Actions')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;sla' {
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'As of when, if not now: what happened later has not happened')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Also tickets that have ended')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Annotate files and write the summary of a job of GitHub Actions')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Show every interval of a clock with its reason')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;sla;explain' {
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'Only this clock: response, resolution or update')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'As of when, if not now: what happened later has not happened')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Annotate files and write the summary of a job of GitHub Actions')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;sla;help' {
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Show every interval of a clock with its reason')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;sla;help;explain' {
            break
        }
        'bitacora;sla;help;help' {
            break
        }
        'bitacora;log' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show no more than the last N commits of tickets')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--commits', '--commits', [CompletionResultType]::ParameterName, 'Show the commits that touched the tickets')
            [CompletionResult]::new('--unrecorded', '--unrecorded', [CompletionResultType]::ParameterName, 'Only commits that are not the record of a command')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;report' {
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'The period: 2026-10, 2026-Q4, 2026-W47, 2026, 2026-11-22, last-month, this-week, A..B')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'The first day of the period')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The day after the last')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Break the counts down by this field alone: channel, assignee, tag, month...')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'Count only tickets that answer this query, as `list` takes it')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Count only what had happened before, if not as of the end of the period')
            [CompletionResult]::new('--known-at', '--known-at', [CompletionResultType]::ParameterName, 'Leave out what was recorded later, to see the report as it was then')
            [CompletionResult]::new('--fail-on', '--fail-on', [CompletionResultType]::ParameterName, 'End with exit code 7 when a commitment of a contract is not met in a month, something was breached in the period, something is at risk or overdue now, or a verdict was turned after its term ran out; only of compliance')
            [CompletionResult]::new('--fail-under', '--fail-under', [CompletionResultType]::ParameterName, 'End with exit code 7 when a target of a contract is met in less than this percentage; each is measured alone; only of compliance')
            [CompletionResult]::new('--zone', '--zone', [CompletionResultType]::ParameterName, 'Whose midnights bound days and months, if not those of the store''s zone')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'The language of labels, dates and decimals, if not the store''s')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Annotate files and write the summary of a job of GitHub Actions')
            [CompletionResult]::new('--compare', '--compare', [CompletionResultType]::ParameterName, 'Show each figure beside that of the period before, and the difference')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List calendars, and which of them are open now')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the hours of a calendar, and its next holidays')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Say whether a calendar is open, now or --at, and when that changes')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Say when so much open time has passed')
            [CompletionResult]::new('subtract', 'subtract', [CompletionResultType]::ParameterValue, 'Say when work must begin to have so much open time before an instant')
            [CompletionResult]::new('between', 'between', [CompletionResultType]::ParameterValue, 'Count the open seconds between two instants')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'List the open intervals of a calendar')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Read one clock with a target')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Show what an iCalendar file would add to the holidays of a calendar')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;calendar;list' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;show' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;open' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When, on the calendar''s clock, if not now')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;add' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'From when on')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'How much open time: 90m, 4h, 1h30m, 2d (48 open hours)')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'The clock stands still: FROM/TO, or FROM/ while it still does')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;subtract' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Back from when')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'How much open time: 90m, 4h, 1h30m, 2d (48 open hours)')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;between' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'From when on')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Until when; that second is not counted')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'The clock stands still: FROM/TO, or FROM/ while it still does')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;hours' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'From when on')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Until when')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many, without --to')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;clock' {
            [CompletionResult]::new('--start', '--start', [CompletionResultType]::ParameterName, 'When it was started')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'How much open time it allows: 90m, 4h, 2d (48 open hours)')
            [CompletionResult]::new('--pause', '--pause', [CompletionResultType]::ParameterName, 'The clock stands still: FROM/TO, or FROM/ while it still does')
            [CompletionResult]::new('--stop', '--stop', [CompletionResultType]::ParameterName, 'When it was stopped')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Read it as of then, if not now')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;import' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Days of all years')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;calendar;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List calendars, and which of them are open now')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the hours of a calendar, and its next holidays')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Say whether a calendar is open, now or --at, and when that changes')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Say when so much open time has passed')
            [CompletionResult]::new('subtract', 'subtract', [CompletionResultType]::ParameterValue, 'Say when work must begin to have so much open time before an instant')
            [CompletionResult]::new('between', 'between', [CompletionResultType]::ParameterValue, 'Count the open seconds between two instants')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'List the open intervals of a calendar')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Read one clock with a target')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Show what an iCalendar file would add to the holidays of a calendar')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;calendar;help;list' {
            break
        }
        'bitacora;calendar;help;show' {
            break
        }
        'bitacora;calendar;help;open' {
            break
        }
        'bitacora;calendar;help;add' {
            break
        }
        'bitacora;calendar;help;subtract' {
            break
        }
        'bitacora;calendar;help;between' {
            break
        }
        'bitacora;calendar;help;hours' {
            break
        }
        'bitacora;calendar;help;clock' {
            break
        }
        'bitacora;calendar;help;import' {
            break
        }
        'bitacora;calendar;help;help' {
            break
        }
        'bitacora;import' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('csv', 'csv', [CompletionResultType]::ParameterValue, 'Import a table: a row for each ticket, or for each event of a ticket')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;import;csv' {
            [CompletionResult]::new('--mapping', '--mapping', [CompletionResultType]::ParameterName, 'What its columns mean: a file, or `servicenow`')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Write nothing when there is a bad row; so it is until something of the system is there')
            [CompletionResult]::new('--partial', '--partial', [CompletionResultType]::ParameterName, 'Leave bad rows out and write the others; so it is once something of the system is there')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;import;help' {
            [CompletionResult]::new('csv', 'csv', [CompletionResultType]::ParameterValue, 'Import a table: a row for each ticket, or for each event of a ticket')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;import;help;csv' {
            break
        }
        'bitacora;import;help;help' {
            break
        }
        'bitacora;check' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Also write the answer to this file, in the format of its name; may be repeated')
            [CompletionResult]::new('--at-commit', '--at-commit', [CompletionResultType]::ParameterName, 'Read the whole store as it stood at this commit: configuration, contracts, tickets')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--github', '--github', [CompletionResultType]::ParameterName, 'Annotate files and write the summary of a job of GitHub Actions')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;contract' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List contracts with the terms in force')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a contract as a person reads it')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Work out what a contract comes to: opened then, due then')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;contract;list' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The terms in force then, if not now')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;contract;show' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'The terms in force then, if not now')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;contract;explain' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Opened then')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;contract;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List contracts with the terms in force')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a contract as a person reads it')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Work out what a contract comes to: opened then, due then')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;contract;help;list' {
            break
        }
        'bitacora;contract;help;show' {
            break
        }
        'bitacora;contract;help;explain' {
            break
        }
        'bitacora;contract;help;help' {
            break
        }
        'bitacora;faq' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('promote', 'promote', [CompletionResultType]::ParameterValue, 'Make an article of resolved tickets')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List articles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show an article as a person reads it')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change an article in the editor')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;faq;promote' {
            [CompletionResult]::new('--title', '--title', [CompletionResultType]::ParameterName, 'The question, if not the first ticket''s title')
            [CompletionResult]::new('--slug', '--slug', [CompletionResultType]::ParameterName, 'The file''s name below faq/, if not made from the title')
            [CompletionResult]::new('--visibility', '--visibility', [CompletionResultType]::ParameterName, 'Who it is for: internal or public')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'The text; given several times, each is a paragraph')
            [CompletionResult]::new('-F', '-F ', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'Read the text from a file, - for standard input')
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'Add the tickets to an article there is')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--draft', '--draft', [CompletionResultType]::ParameterName, 'Take the draft as it is, without an editor')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;faq;list' {
            [CompletionResult]::new('--visibility', '--visibility', [CompletionResultType]::ParameterName, 'Only these: internal or public')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;faq;show' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;faq;edit' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;faq;help' {
            [CompletionResult]::new('promote', 'promote', [CompletionResultType]::ParameterValue, 'Make an article of resolved tickets')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List articles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show an article as a person reads it')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change an article in the editor')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;faq;help;promote' {
            break
        }
        'bitacora;faq;help;list' {
            break
        }
        'bitacora;faq;help;show' {
            break
        }
        'bitacora;faq;help;edit' {
            break
        }
        'bitacora;faq;help;help' {
            break
        }
        'bitacora;migrate' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;demo' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Who acts, if not the agent of git''s user.email')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--no-verify', '--no-verify', [CompletionResultType]::ParameterName, 'Commit although a pre-commit or commit-msg hook is not run')
            [CompletionResult]::new('--no-gpg-sign', '--no-gpg-sign', [CompletionResultType]::ParameterName, 'Commit without a signature although commit.gpgsign is set')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;schema' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;completions' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'Work on the store at or above this folder, in a bare clone x.git/FOLDER')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the answer is written')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--lock-timeout', '--lock-timeout', [CompletionResultType]::ParameterName, 'How many seconds to wait for a lock that another program holds')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say only what was asked for, and what is wrong')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say also what happens beside the answer, such as why the index is made again')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'bitacora;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make a desk: a configuration, and a repository if there is none')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'File an incident')
            [CompletionResult]::new('classify', 'classify', [CompletionResultType]::ParameterValue, 'Judge kind, category, service, and the priority that follows')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Work on a ticket yourself')
            [CompletionResult]::new('assign', 'assign', [CompletionResultType]::ParameterValue, 'Give tickets to an agent')
            [CompletionResult]::new('escalate', 'escalate', [CompletionResultType]::ParameterValue, 'Hand tickets to another tier')
            [CompletionResult]::new('reply', 'reply', [CompletionResultType]::ParameterValue, 'Record a public message to the requester')
            [CompletionResult]::new('note', 'note', [CompletionResultType]::ParameterValue, 'Write an internal note, which no customer reads')
            [CompletionResult]::new('receive', 'receive', [CompletionResultType]::ParameterValue, 'Record a message from the requester')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Put the turn to the customer, a supplier or a date')
            [CompletionResult]::new('resume', 'resume', [CompletionResultType]::ParameterValue, 'Take the turn back from whom a ticket waits for')
            [CompletionResult]::new('diagnose', 'diagnose', [CompletionResultType]::ParameterValue, 'Write down why it happens')
            [CompletionResult]::new('approve', 'approve', [CompletionResultType]::ParameterValue, 'Let adaptive tickets be done')
            [CompletionResult]::new('reject', 'reject', [CompletionResultType]::ParameterValue, 'End adaptive tickets that will not be done')
            [CompletionResult]::new('promise', 'promise', [CompletionResultType]::ParameterValue, 'Record the date given to the customer')
            [CompletionResult]::new('waive', 'waive', [CompletionResultType]::ParameterValue, 'Record that a target is given up')
            [CompletionResult]::new('work', 'work', [CompletionResultType]::ParameterValue, 'Record time worked')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Tie tickets to another one')
            [CompletionResult]::new('resolve', 'resolve', [CompletionResultType]::ParameterValue, 'Say what restored service')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close resolved tickets')
            [CompletionResult]::new('reopen', 'reopen', [CompletionResultType]::ParameterValue, 'Bring back tickets that were not solved after all')
            [CompletionResult]::new('cancel', 'cancel', [CompletionResultType]::ParameterValue, 'End tickets without a resolution')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change a ticket''s file in the editor')
            [CompletionResult]::new('commit', 'commit', [CompletionResultType]::ParameterValue, 'Record files of the store that were changed by hand')
            [CompletionResult]::new('attach', 'attach', [CompletionResultType]::ParameterValue, 'Keep files beside a ticket')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tickets')
            [CompletionResult]::new('search', 'search', [CompletionResultType]::ParameterValue, 'Look for text in tickets and in the FAQ')
            [CompletionResult]::new('similar', 'similar', [CompletionResultType]::ParameterValue, 'Show what was solved before that is like a ticket or a text')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show tickets as a person reads them')
            [CompletionResult]::new('next', 'next', [CompletionResultType]::ParameterValue, 'Show what to do next, with the command to type')
            [CompletionResult]::new('sla', 'sla', [CompletionResultType]::ParameterValue, 'Show the clocks of tickets')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Show what happened to tickets, field by field: who and when')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Report on a period')
            [CompletionResult]::new('calendar', 'calendar', [CompletionResultType]::ParameterValue, 'Ask a calendar when it is open, and count hours with it')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Bring in the tickets of another system, with their histories')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Prove that the files of the store are valid and agree with their record')
            [CompletionResult]::new('contract', 'contract', [CompletionResultType]::ParameterValue, 'Read contracts: who the customers are and what is promised to them')
            [CompletionResult]::new('faq', 'faq', [CompletionResultType]::ParameterValue, 'Keep articles, so that no question is answered twice')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Bring the store''s files to this program''s format')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Make a store with three weeks of incidents, and show the cycle on it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the schemas of the answers in JSON')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'bitacora;help;init' {
            break
        }
        'bitacora;help;open' {
            break
        }
        'bitacora;help;classify' {
            break
        }
        'bitacora;help;take' {
            break
        }
        'bitacora;help;assign' {
            break
        }
        'bitacora;help;escalate' {
            break
        }
        'bitacora;help;reply' {
            break
        }
        'bitacora;help;note' {
            break
        }
        'bitacora;help;receive' {
            break
        }
        'bitacora;help;wait' {
            break
        }
        'bitacora;help;resume' {
            break
        }
        'bitacora;help;diagnose' {
            break
        }
        'bitacora;help;approve' {
            break
        }
        'bitacora;help;reject' {
            break
        }
        'bitacora;help;promise' {
            break
        }
        'bitacora;help;waive' {
            break
        }
        'bitacora;help;work' {
            break
        }
        'bitacora;help;link' {
            break
        }
        'bitacora;help;resolve' {
            break
        }
        'bitacora;help;close' {
            break
        }
        'bitacora;help;reopen' {
            break
        }
        'bitacora;help;cancel' {
            break
        }
        'bitacora;help;edit' {
            break
        }
        'bitacora;help;commit' {
            break
        }
        'bitacora;help;attach' {
            break
        }
        'bitacora;help;list' {
            break
        }
        'bitacora;help;search' {
            break
        }
        'bitacora;help;similar' {
            break
        }
        'bitacora;help;show' {
            break
        }
        'bitacora;help;next' {
            break
        }
        'bitacora;help;sla' {
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Show every interval of a clock with its reason')
            break
        }
        'bitacora;help;sla;explain' {
            break
        }
        'bitacora;help;log' {
            break
        }
        'bitacora;help;report' {
            break
        }
        'bitacora;help;calendar' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List calendars, and which of them are open now')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the hours of a calendar, and its next holidays')
            [CompletionResult]::new('open', 'open', [CompletionResultType]::ParameterValue, 'Say whether a calendar is open, now or --at, and when that changes')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Say when so much open time has passed')
            [CompletionResult]::new('subtract', 'subtract', [CompletionResultType]::ParameterValue, 'Say when work must begin to have so much open time before an instant')
            [CompletionResult]::new('between', 'between', [CompletionResultType]::ParameterValue, 'Count the open seconds between two instants')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'List the open intervals of a calendar')
            [CompletionResult]::new('clock', 'clock', [CompletionResultType]::ParameterValue, 'Read one clock with a target')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Show what an iCalendar file would add to the holidays of a calendar')
            break
        }
        'bitacora;help;calendar;list' {
            break
        }
        'bitacora;help;calendar;show' {
            break
        }
        'bitacora;help;calendar;open' {
            break
        }
        'bitacora;help;calendar;add' {
            break
        }
        'bitacora;help;calendar;subtract' {
            break
        }
        'bitacora;help;calendar;between' {
            break
        }
        'bitacora;help;calendar;hours' {
            break
        }
        'bitacora;help;calendar;clock' {
            break
        }
        'bitacora;help;calendar;import' {
            break
        }
        'bitacora;help;import' {
            [CompletionResult]::new('csv', 'csv', [CompletionResultType]::ParameterValue, 'Import a table: a row for each ticket, or for each event of a ticket')
            break
        }
        'bitacora;help;import;csv' {
            break
        }
        'bitacora;help;check' {
            break
        }
        'bitacora;help;contract' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List contracts with the terms in force')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a contract as a person reads it')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Work out what a contract comes to: opened then, due then')
            break
        }
        'bitacora;help;contract;list' {
            break
        }
        'bitacora;help;contract;show' {
            break
        }
        'bitacora;help;contract;explain' {
            break
        }
        'bitacora;help;faq' {
            [CompletionResult]::new('promote', 'promote', [CompletionResultType]::ParameterValue, 'Make an article of resolved tickets')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List articles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show an article as a person reads it')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Change an article in the editor')
            break
        }
        'bitacora;help;faq;promote' {
            break
        }
        'bitacora;help;faq;list' {
            break
        }
        'bitacora;help;faq;show' {
            break
        }
        'bitacora;help;faq;edit' {
            break
        }
        'bitacora;help;migrate' {
            break
        }
        'bitacora;help;demo' {
            break
        }
        'bitacora;help;schema' {
            break
        }
        'bitacora;help;completions' {
            break
        }
        'bitacora;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
