// Entry for editors in a web page, where no process can be started: colours and brackets work, the rest waits for a
// server that runs there. The file exists because without an entry the whole extension would be left out.

export function activate(): void {}
