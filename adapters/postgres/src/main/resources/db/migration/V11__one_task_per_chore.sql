-- Each chore is a task of its own name, so that a process takes only those that it can do. Every
-- process enters its chores when it starts, so nothing is lost with the rows of the old form.
DELETE FROM scheduled_chores WHERE task_name = 'chore';
