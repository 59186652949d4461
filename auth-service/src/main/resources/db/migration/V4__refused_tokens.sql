-- When a token was last renewed because Graph had refused it. The next such renewal has to wait for some minutes.
alter table connection add column renewed_at timestamptz;
