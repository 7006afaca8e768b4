"""Newcomers: noticed, welcomed, seated and introduced; leavers noticed, empty seats chased."""
