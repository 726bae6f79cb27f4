package org.ecg4j.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options as they are typed. */
@Command(
    name = "completion",
    description = "Prints a script with which bash or zsh completes commands and options.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples: for this shell, and for all to come",
      "  source <(ecg completion)",
      "  ecg completion > ~/.local/share/bash-completion/completions/ecg"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandSpec root = spec.root();
    spec.commandLine().getOut().println(AutoComplete.bash(root.name(), root.commandLine()));
  }
}
