"""What to do where the system cannot seal."""

REMEDY = """\
Mark in a container that holds nothing else. Put the course and what was handed in into it, without a network:

  docker build --tag citylab --file course/classroom/sandbox/Containerfile .
  docker run --rm --network none --memory 4g --pids-limit 512 \\
    --volume "$PWD/assignments:/course/assignments" citylab grade NAME --unsealed

There one submission can still reach another's, and the gradebook: keep a copy of assignments/, and look at flags.
On Ubuntu from 23.10 on, an administrator can allow namespaces:

  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0

To run strangers' code with your own rights all the same, add --unsealed."""
