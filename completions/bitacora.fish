# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_bitacora_global_optspecs
    string join \n C= format= color= q/quiet v/verbose lock-timeout= dry-run at= no-verify no-gpg-sign as= h/help V/version
end

function __fish_bitacora_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_bitacora_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_bitacora_using_subcommand
    set -l cmd (__fish_bitacora_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c bitacora -n "__fish_bitacora_needs_command" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_needs_command" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_needs_command" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_needs_command" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_needs_command" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_needs_command" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_needs_command" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_needs_command" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_needs_command" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_needs_command" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_needs_command" -s V -l version -d 'Print version'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "init" -d 'Make a desk: a configuration, and a repository if there is none'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "open" -d 'File an incident'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "classify" -d 'Judge kind, category, service, and the priority that follows'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "take" -d 'Work on a ticket yourself'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "assign" -d 'Give tickets to an agent'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "escalate" -d 'Hand tickets to another tier'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "reply" -d 'Record a public message to the requester'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "note" -d 'Write an internal note, which no customer reads'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "receive" -d 'Record a message from the requester'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "wait" -d 'Put the turn to the customer, a supplier or a date'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "resume" -d 'Take the turn back from whom a ticket waits for'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "diagnose" -d 'Write down why it happens'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "approve" -d 'Let adaptive tickets be done'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "reject" -d 'End adaptive tickets that will not be done'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "promise" -d 'Record the date given to the customer'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "waive" -d 'Record that a target is given up'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "work" -d 'Record time worked'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "link" -d 'Tie tickets to another one'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "resolve" -d 'Say what restored service'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "close" -d 'Close resolved tickets'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "reopen" -d 'Bring back tickets that were not solved after all'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "cancel" -d 'End tickets without a resolution'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "edit" -d 'Change a ticket\'s file in the editor'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "commit" -d 'Record files of the store that were changed by hand'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "attach" -d 'Keep files beside a ticket'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "list" -d 'List tickets'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "search" -d 'Look for text in tickets and in the FAQ'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "similar" -d 'Show what was solved before that is like a ticket or a text'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "show" -d 'Show tickets as a person reads them'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "next" -d 'Show what to do next, with the command to type'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "sla" -d 'Show the clocks of tickets'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "log" -d 'Show what happened to tickets, field by field: who and when'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "report" -d 'Report on a period'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "calendar" -d 'Ask a calendar when it is open, and count hours with it'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "import" -d 'Bring in the tickets of another system, with their histories'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "check" -d 'Prove that the files of the store are valid and agree with their record'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "contract" -d 'Read contracts: who the customers are and what is promised to them'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "faq" -d 'Keep articles, so that no question is answered twice'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "migrate" -d 'Bring the store\'s files to this program\'s format'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "demo" -d 'Make a store with three weeks of incidents, and show the cycle on it'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "schema" -d 'Print the schemas of the answers in JSON'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c bitacora -n "__fish_bitacora_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l timezone -d 'The zone of ids, of times written, of reports; the system\'s when it is not said' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l example -d 'Fill it with three weeks of an example desk'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l customer -d 'Whose incident it is; given several times, one ticket for each' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l requester -d 'Who reported it; with contracts, this tells the customer too' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l channel -d 'Through which channel it came' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l contact -d 'When they made contact, if before the filing' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l error-code -d 'The code on the screen' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l environment -d 'Equipment, version, place' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l claimed -d 'The urgency the requester claims; it does not make the priority' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l tag -d 'A free word; may be given several times' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l like -d 'Copy kind, category, service, error code, impact and urgency of a ticket' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l impact -d 'How much has stopped' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l urgency -d 'How soon it must work again' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l kind -d 'corrective, usage, preventive or adaptive' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l category -d 'What it is about' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l service -d 'The service it is about' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l resolution -d 'Resolve it at once: what was done' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l spent -d 'Time worked on it: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l assignee -d 'Who has it from the start' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand open" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l impact -d 'How much has stopped' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l urgency -d 'How soon it must work again' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l kind -d 'corrective, usage, preventive or adaptive' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l category -d 'What it is about' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l service -d 'The service it is about' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l priority -d 'A priority that is not the matrix\'s' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l because -d 'Why the priority is not the matrix\'s' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand classify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand take" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l tier -d '1 front desk, 2 specialists, 3 quality and conflicts' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand assign" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l tier -d '1 front desk, 2 specialists, 3 quality and conflicts' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l to -d 'Who gets it there' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand escalate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l channel -d 'Through which channel; a message goes through the ticket\'s own if none is said' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l spent -d 'Time worked: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l auto -d 'A program wrote it: an acknowledgement, an out-of-office reply, an alert'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand reply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l channel -d 'Through which channel; a message goes through the ticket\'s own if none is said' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l spent -d 'Time worked: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l auto -d 'A program wrote it: an acknowledgement, an out-of-office reply, an alert'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand note" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l channel -d 'Through which channel; a message goes through the ticket\'s own if none is said' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l spent -d 'Time worked: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l auto -d 'A program wrote it: an acknowledgement, an out-of-office reply, an alert'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l thanks -d 'It asks nothing: a thank-you, which is no message left unread'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand receive" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l on -d 'Who is on turn: customer, supplier or schedule' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l until -d 'Until when, if agreed' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l channel -d 'Through which channel, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand resume" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l cause -d 'Why it happens; asked for in the editor when it is not said' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l reproduction -d 'How to see it happen' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l correction -d 'What could be done; may be given several times' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l component -d 'The part of the product' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l introduced-by -d 'The commit of this repository that introduced it, below the desk\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l spent -d 'Time worked: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand diagnose" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l by -d 'Who decided: a contact who approves, or an agent' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l estimate -d 'Estimated work: 16h' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l channel -d 'Through which channel, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand approve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l by -d 'Who decided: a contact who approves, or an agent' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l estimate -d 'Estimated work: 16h' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l channel -d 'Through which channel, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand reject" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l on -d 'The day, of the customer\'s zone: 2026-12-01, tomorrow, +3d' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l channel -d 'Through which channel, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand promise" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l target -d 'Which: response, resolution or update' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l agreed-by -d 'Who agreed: a contact of the customer who approves; or the agent who grants it' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand waive" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l spent -d 'How long: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l from -d 'From when' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l to -d 'To when' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l place -d 'Where' -r -f -a "remote\t''
onsite\t''"
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l free -d 'The customer pays nothing for it'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand work" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l to -d 'The other ticket' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l as -d 'What the other one is to it' -r -f -a "parent\t'The whole of which it is a part'
related\t'Worth reading beside it'
caused-by\t'It has the cause that this one shares'
duplicate\t'It is about the same, and this one has ended already'"
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand link" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l channel -d 'Through which channel the requester is told, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l cause -d 'The root cause' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l fix -d 'A commit of this repository that fixes it, below the desk\'s own; may be given several times' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l article -d 'The FAQ article that answered it' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l spent -d 'Time worked: 45m, 1h30m' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l impact -d 'How much has stopped' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l urgency -d 'How soon it must work again' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l kind -d 'corrective, usage, preventive or adaptive' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l category -d 'What it is about' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l service -d 'The service it is about' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l priority -d 'A priority that is not the matrix\'s' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l because -d 'Why the priority is not the matrix\'s' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l workaround -d 'Service is restored, the cause lives on in a linked ticket'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand resolve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l channel -d 'Through which channel, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l confirmed -d 'The requester said that it works'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l silence -d 'The requester did not answer'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand close" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand reopen" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l as -d 'duplicate, out-of-scope, no-fault, withdrawn, no-answer or spam' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l of -d 'The ticket that a duplicate repeats' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l channel -d 'Through which channel, if not the ticket\'s own' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l internal -d 'The requester is not told'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand cancel" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand commit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand attach" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l sort -d 'Sort by this field, or by what is due next; a minus before it turns the order' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l columns -d 'Show these fields' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l limit -d 'Show no more than this many' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -s o -l output -d 'Also write the answer to this file, in the format of its name; may be repeated' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l all -d 'Also tickets that have ended'
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -l github -d 'Annotate files and write the summary of a job of GitHub Actions'
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -l limit -d 'Show no more than this many' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -l limit -d 'Show no more than this many' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand similar" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l limit -d 'Show no more than this many' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -s o -l output -d 'Also write the answer to this file, in the format of its name; may be repeated' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l mine -d 'Only tickets of whoever acts'
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -l github -d 'Annotate files and write the summary of a job of GitHub Actions'
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand next" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l as-of -d 'As of when, if not now: what happened later has not happened' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -s o -l output -d 'Also write the answer to this file, in the format of its name; may be repeated' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l all -d 'Also tickets that have ended'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -l github -d 'Annotate files and write the summary of a job of GitHub Actions'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -a "explain" -d 'Show every interval of a clock with its reason'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and not __fish_seen_subcommand_from explain help" -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l target -d 'Only this clock: response, resolution or update' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l as-of -d 'As of when, if not now: what happened later has not happened' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -s o -l output -d 'Also write the answer to this file, in the format of its name; may be repeated' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -l github -d 'Annotate files and write the summary of a job of GitHub Actions'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from help" -f -a "explain" -d 'Show every interval of a clock with its reason'
complete -c bitacora -n "__fish_bitacora_using_subcommand sla; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l limit -d 'Show no more than the last N commits of tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l commits -d 'Show the commits that touched the tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -l unrecorded -d 'Only commits that are not the record of a command'
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l period -d 'The period: 2026-10, 2026-Q4, 2026-W47, 2026, 2026-11-22, last-month, this-week, A..B' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l from -d 'The first day of the period' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l to -d 'The day after the last' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l by -d 'Break the counts down by this field alone: channel, assignee, tag, month...' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l where -d 'Count only tickets that answer this query, as `list` takes it' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l as-of -d 'Count only what had happened before, if not as of the end of the period' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l known-at -d 'Leave out what was recorded later, to see the report as it was then' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l fail-on -d 'End with exit code 7 when a commitment of a contract is not met in a month, something was breached in the period, something is at risk or overdue now, or a verdict was turned after its term ran out; only of compliance' -r -f -a "contract\t'A commitment of a contract is not met in a month of the period'
breached\t'A target was breached in the period'
at-risk\t'A target is at risk or overdue now'
turned\t'A breach was turned into none after its term had run out, or a verdict became a breach after its month was closed'"
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l fail-under -d 'End with exit code 7 when a target of a contract is met in less than this percentage; each is measured alone; only of compliance' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l zone -d 'Whose midnights bound days and months, if not those of the store\'s zone' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -s o -l output -d 'Also write the answer to this file, in the format of its name; may be repeated' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l lang -d 'The language of labels, dates and decimals, if not the store\'s' -r -f -a "en\t'English'
es\t'Spanish'"
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l github -d 'Annotate files and write the summary of a job of GitHub Actions'
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -l compare -d 'Show each figure beside that of the period before, and the difference'
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "list" -d 'List calendars, and which of them are open now'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "show" -d 'Show the hours of a calendar, and its next holidays'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "open" -d 'Say whether a calendar is open, now or --at, and when that changes'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "add" -d 'Say when so much open time has passed'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "subtract" -d 'Say when work must begin to have so much open time before an instant'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "between" -d 'Count the open seconds between two instants'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "hours" -d 'List the open intervals of a calendar'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "clock" -d 'Read one clock with a target'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "import" -d 'Show what an iCalendar file would add to the holidays of a calendar'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and not __fish_seen_subcommand_from list show open add subtract between hours clock import help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -l at -d 'When, on the calendar\'s clock, if not now' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from open" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -l from -d 'From when on' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -l for -d 'How much open time: 90m, 4h, 1h30m, 2d (48 open hours)' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -l pause -d 'The clock stands still: FROM/TO, or FROM/ while it still does' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -l from -d 'Back from when' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -l for -d 'How much open time: 90m, 4h, 1h30m, 2d (48 open hours)' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from subtract" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -l from -d 'From when on' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -l to -d 'Until when; that second is not counted' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -l pause -d 'The clock stands still: FROM/TO, or FROM/ while it still does' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from between" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -l from -d 'From when on' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -l to -d 'Until when' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -l count -d 'How many, without --to' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from hours" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l start -d 'When it was started' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l target -d 'How much open time it allows: 90m, 4h, 2d (48 open hours)' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l pause -d 'The clock stands still: FROM/TO, or FROM/ while it still does' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l stop -d 'When it was stopped' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l as-of -d 'Read it as of then, if not now' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from clock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -l all -d 'Days of all years'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "list" -d 'List calendars, and which of them are open now'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the hours of a calendar, and its next holidays'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "open" -d 'Say whether a calendar is open, now or --at, and when that changes'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "add" -d 'Say when so much open time has passed'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "subtract" -d 'Say when work must begin to have so much open time before an instant'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "between" -d 'Count the open seconds between two instants'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "hours" -d 'List the open intervals of a calendar'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "clock" -d 'Read one clock with a target'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "import" -d 'Show what an iCalendar file would add to the holidays of a calendar'
complete -c bitacora -n "__fish_bitacora_using_subcommand calendar; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -f -a "csv" -d 'Import a table: a row for each ticket, or for each event of a ticket'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and not __fish_seen_subcommand_from csv help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l mapping -d 'What its columns mean: a file, or `servicenow`' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l strict -d 'Write nothing when there is a bad row; so it is until something of the system is there'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l partial -d 'Leave bad rows out and write the others; so it is once something of the system is there'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from csv" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "csv" -d 'Import a table: a row for each ticket, or for each event of a ticket'
complete -c bitacora -n "__fish_bitacora_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -s o -l output -d 'Also write the answer to this file, in the format of its name; may be repeated' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -l at-commit -d 'Read the whole store as it stood at this commit: configuration, contracts, tickets' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -l github -d 'Annotate files and write the summary of a job of GitHub Actions'
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -f -a "list" -d 'List contracts with the terms in force'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -f -a "show" -d 'Show a contract as a person reads it'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -f -a "explain" -d 'Work out what a contract comes to: opened then, due then'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and not __fish_seen_subcommand_from list show explain help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -l at -d 'The terms in force then, if not now' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -l at -d 'The terms in force then, if not now' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -l at -d 'Opened then' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from help" -f -a "list" -d 'List contracts with the terms in force'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a contract as a person reads it'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from help" -f -a "explain" -d 'Work out what a contract comes to: opened then, due then'
complete -c bitacora -n "__fish_bitacora_using_subcommand contract; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -f -a "promote" -d 'Make an article of resolved tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -f -a "list" -d 'List articles'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -f -a "show" -d 'Show an article as a person reads it'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -f -a "edit" -d 'Change an article in the editor'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and not __fish_seen_subcommand_from promote list show edit help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l title -d 'The question, if not the first ticket\'s title' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l slug -d 'The file\'s name below faq/, if not made from the title' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l visibility -d 'Who it is for: internal or public' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -s m -l message -d 'The text; given several times, each is a paragraph' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -s F -l file -d 'Read the text from a file, - for standard input' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l into -d 'Add the tickets to an article there is' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l draft -d 'Take the draft as it is, without an editor'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from promote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -l visibility -d 'Only these: internal or public' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from help" -f -a "promote" -d 'Make an article of resolved tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from help" -f -a "list" -d 'List articles'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show an article as a person reads it'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Change an article in the editor'
complete -c bitacora -n "__fish_bitacora_using_subcommand faq; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l at -d 'When it happened, if not now: 09:14, "yesterday 17:00", -2h, 2026-11-22T09:14:00-05:00' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l as -d 'Who acts, if not the agent of git\'s user.email' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l dry-run -d 'Show what would be written, and write nothing'
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l no-verify -d 'Commit although a pre-commit or commit-msg hook is not run'
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -l no-gpg-sign -d 'Commit without a signature although commit.gpgsign is set'
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand demo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -s C -d 'Work on the store at or above this folder, in a bare clone x.git/FOLDER' -r -F
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -l format -d 'How the answer is written' -r -f -a "table\t'Aligned columns for people'
json\t'One JSON document with a schema name'
jsonl\t'One JSON object a line, each with a schema name'
csv\t'Comma-separated values, safe to open in a spreadsheet'
markdown\t'Tables for a page on a forge or the summary of a CI job'
junit\t'JUnit XML, the test results of a CI job (only where there is a verdict)'
sarif\t'SARIF 2.1.0, findings with file and line (only where there are some)'
openmetrics\t'OpenMetrics text, gauges for a scraper (only where there are some)'"
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'When the environment does not object and a person is reading'
always\t'Even into a file or a pipe'
never\t'Not even on a terminal'"
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -l lock-timeout -d 'How many seconds to wait for a lock that another program holds' -r
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -s q -l quiet -d 'Say only what was asked for, and what is wrong'
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -s v -l verbose -d 'Say also what happens beside the answer, such as why the index is made again'
complete -c bitacora -n "__fish_bitacora_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "init" -d 'Make a desk: a configuration, and a repository if there is none'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "open" -d 'File an incident'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "classify" -d 'Judge kind, category, service, and the priority that follows'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "take" -d 'Work on a ticket yourself'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "assign" -d 'Give tickets to an agent'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "escalate" -d 'Hand tickets to another tier'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "reply" -d 'Record a public message to the requester'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "note" -d 'Write an internal note, which no customer reads'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "receive" -d 'Record a message from the requester'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "wait" -d 'Put the turn to the customer, a supplier or a date'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "resume" -d 'Take the turn back from whom a ticket waits for'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "diagnose" -d 'Write down why it happens'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "approve" -d 'Let adaptive tickets be done'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "reject" -d 'End adaptive tickets that will not be done'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "promise" -d 'Record the date given to the customer'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "waive" -d 'Record that a target is given up'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "work" -d 'Record time worked'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "link" -d 'Tie tickets to another one'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "resolve" -d 'Say what restored service'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "close" -d 'Close resolved tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "reopen" -d 'Bring back tickets that were not solved after all'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "cancel" -d 'End tickets without a resolution'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "edit" -d 'Change a ticket\'s file in the editor'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "commit" -d 'Record files of the store that were changed by hand'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "attach" -d 'Keep files beside a ticket'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "list" -d 'List tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "search" -d 'Look for text in tickets and in the FAQ'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "similar" -d 'Show what was solved before that is like a ticket or a text'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "show" -d 'Show tickets as a person reads them'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "next" -d 'Show what to do next, with the command to type'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "sla" -d 'Show the clocks of tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "log" -d 'Show what happened to tickets, field by field: who and when'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "report" -d 'Report on a period'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "calendar" -d 'Ask a calendar when it is open, and count hours with it'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "import" -d 'Bring in the tickets of another system, with their histories'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "check" -d 'Prove that the files of the store are valid and agree with their record'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "contract" -d 'Read contracts: who the customers are and what is promised to them'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "faq" -d 'Keep articles, so that no question is answered twice'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "migrate" -d 'Bring the store\'s files to this program\'s format'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "demo" -d 'Make a store with three weeks of incidents, and show the cycle on it'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "schema" -d 'Print the schemas of the answers in JSON'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "completions" -d 'Print the completions of a shell'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and not __fish_seen_subcommand_from init open classify take assign escalate reply note receive wait resume diagnose approve reject promise waive work link resolve close reopen cancel edit commit attach list search similar show next sla log report calendar import check contract faq migrate demo schema completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from sla" -f -a "explain" -d 'Show every interval of a clock with its reason'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "list" -d 'List calendars, and which of them are open now'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "show" -d 'Show the hours of a calendar, and its next holidays'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "open" -d 'Say whether a calendar is open, now or --at, and when that changes'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "add" -d 'Say when so much open time has passed'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "subtract" -d 'Say when work must begin to have so much open time before an instant'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "between" -d 'Count the open seconds between two instants'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "hours" -d 'List the open intervals of a calendar'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "clock" -d 'Read one clock with a target'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from calendar" -f -a "import" -d 'Show what an iCalendar file would add to the holidays of a calendar'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "csv" -d 'Import a table: a row for each ticket, or for each event of a ticket'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from contract" -f -a "list" -d 'List contracts with the terms in force'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from contract" -f -a "show" -d 'Show a contract as a person reads it'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from contract" -f -a "explain" -d 'Work out what a contract comes to: opened then, due then'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from faq" -f -a "promote" -d 'Make an article of resolved tickets'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from faq" -f -a "list" -d 'List articles'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from faq" -f -a "show" -d 'Show an article as a person reads it'
complete -c bitacora -n "__fish_bitacora_using_subcommand help; and __fish_seen_subcommand_from faq" -f -a "edit" -d 'Change an article in the editor'
