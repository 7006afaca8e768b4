"""The journal, taken out for registration: who did what when to a referral, a meeting or a broadcast."""
