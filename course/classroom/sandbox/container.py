"""What to do where the system cannot seal."""

REMEDY = """\
Mark in a container, which has no network and holds nothing but the course and this class. In the repository:

  docker build --tag citylab --file course/classroom/sandbox/Containerfile .
  docker run --rm --network none --memory 4g --pids-limit 512 \\
    --volume "$PWD/assignments:/course/assignments" --volume citylab-settings:/settings \\
    --env CITYLAB_CLASS_SEED_FILE=/settings/class-seed citylab grade NAME --unsealed

There one submission can still reach another's, and the gradebook: keep a copy of assignments/, and look at flags.
The volume citylab-settings keeps the class seed. On Ubuntu from 23.10 on, no container is needed: an
administrator can allow namespaces.

  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0

To run strangers' code with your own rights all the same, add --unsealed."""
