-- How much of a service's allowance is left, for all replicas together. A row that is missing is a
-- full bucket; losing a row is harmless for the same reason that guesses are: the service says no.
CREATE TABLE call_budgets (
  budget_key text             PRIMARY KEY,
  tokens     double precision NOT NULL,
  filled_at  timestamptz      NOT NULL  -- in the future while the service wants to be left alone
);
