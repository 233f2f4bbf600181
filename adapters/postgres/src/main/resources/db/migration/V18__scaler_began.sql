-- When the container of a claim began to run, as its runtime tells; null while nobody has seen it.
ALTER TABLE scaler_claims ADD COLUMN began_at timestamptz;
